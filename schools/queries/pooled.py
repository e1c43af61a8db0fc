from schools.enums import Group, RunState
from schools.models import PooledValue, School


def pooled_for_hidden(school: School) -> list[PooledValue]:
    """Years put together that may be displayed where the single years may not."""
    rows = PooledValue.objects.filter(
        run__state=RunState.CURRENT, school=school, pupils=Group.ALL, stands_for_hidden=True
    )
    return list(rows.select_related("indicator").order_by("indicator__position", "part"))
