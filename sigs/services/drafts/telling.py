"""Who hears what of a draft."""

from collections.abc import Iterable, Mapping

from core.notices import tell
from schools.models import School
from sigs.models import DraftPlace, Group
from sigs.queries.heads import heads_of


def tell_heads(places: Iterable[DraftPlace], kind: str) -> None:
    """Each head of the own school's proposed group, in the person's language."""
    rows = list(places)
    heads = heads_of([place.school_id for place in rows])
    schools = School.objects.in_bulk([place.school_id for place in rows])
    for place in rows:
        school = schools[place.school_id]
        for person in heads.get(place.school_id, []):
            tell(
                person,
                f"sigs/{kind}",
                f"/schools/{school.number}/proposed-group/{place.composition.public_id}/",
                school_en=school.name_en,
                school_cy=school.name_cy or school.name_en,
                answer_by=place.answer_by.isoformat(),
            )


def tell_of_groups(groups: Mapping[int, Group], kind: str) -> None:
    """By school, the group that it is in now (or was in)."""
    heads = heads_of(groups)
    schools = School.objects.in_bulk(list(groups))
    for pk, group in groups.items():
        for person in heads.get(pk, []):
            tell(
                person,
                f"sigs/{kind}",
                f"/groups/{group.slug}/letter/" if kind == "group_made" else "/groups/",
                school_en=schools[pk].name_en,
                school_cy=schools[pk].name_cy or schools[pk].name_en,
                group_en=group.name_en,
                group_cy=group.name_cy or group.name_en,
            )
