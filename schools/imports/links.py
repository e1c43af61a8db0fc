"""Which school carries on from which."""

from schools.imports import values
from schools.imports.facts import Asked, Facts, Known, LinkFact
from schools.imports.headers import Header
from schools.imports.lines import lines
from schools.imports.tables import Table


def read_successors(table: Table, header: Header, known: Known, asked: Asked) -> Facts:
    facts = Facts(header.kind.value)
    rows_of: dict[tuple[str, str], int] = {}
    for line in lines(table, header, facts, key="predecessor_number"):
        predecessor = line.take("predecessor_number", values.school_number, needed=True)
        successor = line.take("successor_number", values.school_number, needed=True)
        evidence = line.words("evidence", 200)
        if predecessor is None or successor is None or evidence is None:
            continue
        facts.numbers[line.number] = (predecessor, successor)
        if predecessor == successor:
            line.report("itself", "successor_number")
        elif (predecessor, successor) in rows_of:
            line.report(
                "school_twice",
                "predecessor_number",
                number=predecessor,
                other=rows_of[predecessor, successor],
            )
        else:
            rows_of[predecessor, successor] = line.number
            facts.links.append(LinkFact(line.number, predecessor, successor, evidence))
    return facts
