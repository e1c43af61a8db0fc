"""`make screenshots`: the pictures of README.md, from the generated demonstration.

Each is kept small: Chromium itself counts its colours, and it is written with a palette of 256."""

import base64
import os
import re
import struct
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.journeys.portal import CHECKOUT, PASSWORD, Portal, running_portal

FOLDER = CHECKOUT / "docs" / "screenshots"
WIDE, PHONE = (1200, 1500), (390, 1000)
# All pictures together, since whoever clones the portal fetches them.
MOST_BYTES = 1_500_000


@dataclass(frozen=True)
class Picture:
    """`path` may name {school}, the head's own. `size` of the window: what it shows is the picture."""

    name: str
    account: str
    path: str
    size: tuple[int, int] = WIDE


PICTURES = (
    Picture("region", "consortium", "/en/region/", (1200, 1900)),
    Picture("schools", "consortium", "/en/schools/", (1200, 1200)),
    Picture("map", "consortium", "/en/schools/map/", (1200, 1300)),
    Picture("school", "head", "/en/schools/{school}/", (1200, 1300)),
    Picture("measure", "head", "/en/schools/{school}/measures/capped9/", (1200, 1300)),
    Picture("measure-over-time", "head", "/en/schools/{school}/measures/capped9/over-time/", (1200, 1300)),
    Picture("home", "head", "/en/home/", (1200, 1300)),
    Picture("home-cy", "head", "/cy/home/", (1200, 1300)),
    Picture("home-390", "head", "/en/home/", PHONE),
    Picture("home-cy-390", "head", "/cy/home/", PHONE),
    Picture("caseload", "adviser", "/en/caseload/", (1200, 1200)),
    Picture("import-preview", "data", "/en/imports/", (1200, 1000)),
    Picture("runs", "data", "/en/runs/1/", (1200, 1200)),
)


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        running_portal("pictures", 11, Path(folder)) as portal,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or None,
            args=["--no-sandbox", "--disable-dev-shm-usage"],
        )
        take_all(portal, browser)
        browser.close()
    total = sum(file.stat().st_size for file in FOLDER.glob("*.png"))
    print(f"{len(PICTURES)} pictures, {total:,} bytes in all.")
    if total > MOST_BYTES:
        raise SystemExit(f"The pictures are larger than {MOST_BYTES:,} bytes: show less of a page.")


def take_all(portal: Portal, browser: Browser) -> None:
    with signed_in(portal, browser, "head", WIDE) as page:
        link = page.get_by_role("link", name="Your school's page").get_attribute("href") or ""
        school = link.rstrip("/").rsplit("/", 1)[1]
    for picture in PICTURES:
        with signed_in(portal, browser, picture.account, picture.size) as page:
            answer = page.goto(portal.url + picture.path.format(school=school))
            if answer is None or not answer.ok:
                raise SystemExit(f"{picture.path} cannot be shown:\n{portal.log('web').read_text()[-2000:]}")
            if picture.name == "import-preview":
                check_a_file(page)
            small = with_palette(page, page.screenshot())
        (FOLDER / f"{picture.name}.png").write_bytes(small)
        print(f"{picture.name}.png  {len(small):,} bytes")


@contextmanager
def signed_in(portal: Portal, browser: Browser, account: str, size: tuple[int, int]) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, locale="en-GB", timezone_id="Europe/London"
    )
    page = context.new_page()
    page.goto(f"{portal.url}/en/account/login/")
    page.locator("[name=login]").fill(f"{account}@demo.example")
    page.locator("[name=password]").fill(PASSWORD)
    with page.expect_navigation():
        page.locator("main form button[type=submit]").click()
    page.goto(f"{portal.url}/en/home/")
    yield page
    context.close()


def check_a_file(page: Page) -> None:
    """Figures of every school on the first page of the list, and of one that nobody knows."""
    address = page.url
    page.goto(address.replace("/imports/", "/schools/"))
    links = page.locator("tbody th a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    numbers = [found[0] for link in links if (found := re.search(r"\d{7}", link))]
    rows = [f"{number},pupils,2009/10,{200 + place}" for place, number in enumerate([*numbers, "6749999"])]
    content = "\n".join(["school_number,indicator,year,value", *rows, ""]).encode()
    page.goto(f"{address}new/")
    page.locator("[name=file]").set_input_files(
        {"name": "pupils-2009-10.csv", "mimeType": "text/csv", "buffer": content}
    )
    with page.expect_navigation():
        page.locator("main form button[type=submit]").click()


def with_palette(page: Page, content: bytes) -> bytes:
    """The same picture as a PNG of at most 256 colours."""
    page.goto("about:blank")
    found = page.evaluate(COUNT_COLOURS, base64.b64encode(content).decode())
    width, height = found["width"], found["height"]
    places = base64.b64decode(found["places"])
    # Each row stands behind a 0: it is not filtered, which suits flat colours.
    rows = b"".join(b"\0" + places[start : start + width] for start in range(0, width * height, width))
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in (
            (b"IHDR", header),
            (b"PLTE", bytes(found["colours"])),
            (b"IDAT", zlib.compress(rows, 9)),
            (b"IEND", b""),
        )
    )


# Frequent colours that differ, filled up to 256 with the others; for each pixel the place of the nearest.
COUNT_COLOURS = """async content => {
    const answer = await fetch("data:image/png;base64," + content);
    const image = await createImageBitmap(await answer.blob());
    const { width, height } = image;
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext("2d");
    context.drawImage(image, 0, 0);
    const pixels = new Uint32Array(context.getImageData(0, 0, width, height).data.buffer);
    const counts = new Map();
    for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) || 0) + 1);
    const channels = colour => [colour & 255, (colour >> 8) & 255, (colour >> 16) & 255];
    const palette = [];
    const colours = [...counts].sort((one, other) => other[1] - one[1]).map(entry => channels(entry[0]));
    for (const apart of [24, 0]) {
        for (const [red, green, blue] of colours) {
            if (palette.length === 256) break;
            const near = ([r, g, b]) => (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2 <= apart ** 2;
            if (!palette.some(near)) palette.push([red, green, blue]);
        }
    }
    const nearest = new Map();
    const place = colour => {
        if (!nearest.has(colour)) {
            const [red, green, blue] = channels(colour);
            let best = 0;
            let least = Infinity;
            palette.forEach(([r, g, b], index) => {
                const far = (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2;
                if (far < least) [best, least] = [index, far];
            });
            nearest.set(colour, best);
        }
        return nearest.get(colour);
    };
    let places = "";
    for (const pixel of pixels) places += String.fromCharCode(place(pixel));
    return { width, height, colours: palette.flat(), places: btoa(places) };
}"""


if __name__ == "__main__":
    main()
