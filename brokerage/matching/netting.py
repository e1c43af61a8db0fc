"""How many needs programmes can meet at most, where each has a number of places: which need goes to which
programme. Pure. A need is met by one programme; a programme without a number takes all."""

from collections.abc import Mapping, Sequence

UNLIMITED = 1_000_000


def given_to(
    needs: Sequence[int], fits: Mapping[int, Sequence[int]], places: Mapping[int, int | None]
) -> dict[int, int]:
    """`fits`: by need the programmes that could meet it. Need → programme, for as many needs as possible:
    each need in turn finds a place, moving others on where they have another programme to go to."""
    holders: dict[int, list[int]] = {programme: [] for programme in places}

    def settle(need: int, seen: set[int]) -> bool:
        for programme in fits.get(need, ()):
            if programme in seen:
                continue
            seen.add(programme)
            room = places[programme]
            if len(holders[programme]) < (UNLIMITED if room is None else room):
                holders[programme].append(need)
                return True
            for place, other in enumerate(holders[programme]):
                if settle(other, seen):
                    holders[programme][place] = need
                    return True
        return False

    for need in needs:
        settle(need, set())
    return {need: programme for programme, found in holders.items() for need in found}
