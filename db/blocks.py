"""Who wants nothing of whom: a block works both ways, whoever made it."""

from sqlalchemy import exists, select

from db.engine import Session
from db.tables import blocks
from domain.posts import Version
from domain.sides import author_name


async def between(session: Session, offer: Version, organisation_id: int) -> bool:
    """Whether the author of an offer and an organisation want nothing of each other."""
    same = (blocks.c.author == author_name(offer.post)) & (blocks.c.organisation_id == organisation_id)
    return bool(await session.scalar(select(exists().where(same))))
