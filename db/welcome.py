"""Whether a town welcomes whoever wrote a post: volunteers always, organisations while they are verified there."""

from sqlalchemy import ColumnElement, and_, exists, or_

from db.tables import posts, verifications
from domain.organisations import OrganisationState
from domain.posts import Kind


def is_welcome() -> ColumnElement[bool]:
    """Under another name, or a query that names verifications itself would look only at its own row."""
    standing = verifications.alias()
    verified = and_(
        standing.c.organisation_id == posts.c.organisation_id,
        standing.c.town_id == posts.c.town_id,
        standing.c.state == OrganisationState.VERIFIED,
    )
    return or_(posts.c.kind == Kind.OFFER, exists().where(verified))
