"""What a page says, as plain values, and going on from it."""

from playwright.sync_api import Locator, Page


def follow(target: Locator) -> None:
    """Press it, and wait for the page that it leads to."""
    with target.page.expect_navigation():
        target.click()


def words(place: Locator) -> str:
    """Its text with single spaces, in closed details too."""
    return " ".join((place.text_content() or "").split())


def table(page: Page, caption: str) -> Locator:
    found = page.locator("table").filter(has=page.locator("caption", has_text=caption))
    assert found.count() == 1, f"One table is called “{caption}”, not {found.count()}."
    return found


def rows_of(place: Locator) -> dict[str, list[str]]:
    """The cells of each row of a table's body, by the row's heading."""
    found: list[list[str]] = place.locator("tbody tr").evaluate_all(
        """rows => rows.map(row => [...row.cells].map(
            cell => cell.textContent.replace(/\\s+/g, " ").trim()))"""
    )
    return {name: cells for name, *cells in found}


def pairs_of(place: Locator) -> dict[str, str]:
    """Terms and descriptions of a list of facts."""
    found: list[list[str]] = place.locator("dt").evaluate_all(
        """terms => terms.map(term => [term, term.nextElementSibling].map(
            part => part.textContent.replace(/\\s+/g, " ").trim()))"""
    )
    return dict(found)
