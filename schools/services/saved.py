from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from core import clock
from core.errors import DomainError
from core.models import User
from schools.models import SavedView

AT_MOST = 30


class TooManyViews(DomainError):
    def __init__(self) -> None:
        super().__init__(
            _("You have 30 saved lists and views. Remove one that you no longer need, and save again.")
        )


def save_view(*, person: User, page: str, name: str, query: str) -> SavedView:
    """Keep the filters under the name; one of the person's with the same name is replaced."""
    mine = SavedView.objects.filter(person=person)
    if mine.count() >= AT_MOST and not mine.filter(page=page, name=name).exists():
        raise TooManyViews
    return SavedView.objects.update_or_create(
        person=person,
        page=page,
        name=name,
        defaults={"query": without_place(query), "saved_at": clock.now()},
    )[0]


def remove_view(*, view: SavedView) -> None:
    view.delete()


def without_place(query: str) -> str:
    """The filters alone: not the page of the list that was open."""
    kept = QueryDict(query, mutable=True)
    kept.pop("page", None)
    return kept.urlencode()
