"""A post for an export: the words that others see, and all revisions where they say more than the state alone."""

from collections.abc import Sequence
from dataclasses import replace

from domain.details import Quantity
from domain.exchange import PostPart, RevisionPart, WordsPart
from domain.posts import Revision, Version
from domain.sides import author_name
from services.importing_posts import state_of_words


def post_part(versions: Sequence[Version], town: str) -> PostPart:
    """From all versions of a post, oldest first. `author` is who wrote it, also of a request."""
    post = versions[0].post
    shown = next((one for one in versions if one.revision.id == post.released_id), versions[-1])
    part = PostPart(
        id=post.reference or post.number,
        kind=post.kind,
        town=town,
        author=author_name(post),
        words=_left(_words(shown.revision), post.amount_left),
        state=post.state,
        created_at=post.created_at,
        confirmed_at=post.confirmed_at,
        expires_at=post.expires_at,
        closing=post.closing,
        number=post.number,
    )
    revisions = tuple(
        RevisionPart(one.revision.state, one.revision.created_at, _words(one.revision)) for one in versions
    )
    default = (state_of_words(part), part.created_at)
    if len(revisions) == 1 and (revisions[0].state, revisions[0].created_at) == default:
        return part
    return replace(part, revisions=revisions)


def _words(revision: Revision) -> WordsPart:
    same = WordsPart.__dataclass_fields__
    return WordsPart(**{name: getattr(revision, name) for name in same})


def _left(words: WordsPart, amount: int | None) -> WordsPart:
    """What is left now, in place of what there was."""
    quantity = words.details.quantity
    if quantity is None or amount is None:
        return words
    left = Quantity(amount, quantity.unit, quantity.splittable)
    return replace(words, details=replace(words.details, quantity=left))
