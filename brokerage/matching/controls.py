"""Two simple ways to match a region, to hold the answer against."""

from brokerage.matching.assigning import Assignment, Pair, Task, answer, prices


def greedy(task: Task) -> Assignment:
    """The pair that adds most is taken, then the next, as long as anything is added."""
    days = {room.offer_id: room.days for room in task.rooms}
    steps = {room.offer_id: prices(task, room) for room in task.rooms}
    times: dict[int, int] = {}
    open_pairs = list(task.pairs)
    taken: list[Pair] = []
    while True:
        best: tuple[float, Pair] | None = None
        for pair in open_pairs:
            time = times.get(pair.offer_id, 0)
            if time >= len(steps[pair.offer_id]) or pair.days > days[pair.offer_id] + 1e-9:
                continue
            adds = pair.value - steps[pair.offer_id][time]
            if adds > 0 and (best is None or adds > best[0] + 1e-9):
                best = (adds, pair)
        if best is None:
            return answer(task, tuple(taken))
        pair = best[1]
        taken.append(pair)
        times[pair.offer_id] = times.get(pair.offer_id, 0) + 1
        days[pair.offer_id] -= pair.days
        open_pairs = [one for one in open_pairs if one.ask_id != pair.ask_id]


def everyone_picks_best(task: Task) -> tuple[Pair, ...]:
    """Each need goes to its own best school, whatever the school has left: what happens where nobody looks
    at the whole."""
    best: dict[int, Pair] = {}
    for pair in task.pairs:
        known = best.get(pair.ask_id)
        if known is None or (-pair.total, pair.school_id) < (-known.total, known.school_id):
            best[pair.ask_id] = pair
    return tuple(best[ask] for ask in task.asks if ask in best)
