"""How we compare: read by all who see comparisons, changed by the data officer after seeing the effect."""

import pytest
from django.urls import reverse
from django.utils import translation

from schools.models import BenchmarkBand, ComparisonRun, School
from schools.queries.comparing import band_set, weight_set
from schools.services.comparing import save_bands


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def desk(client, officer):
    client.force_login(officer)
    return client


def bounds(*uppers, **more):
    return {f"upper_{number}": upper for number, upper in enumerate(uppers, start=1)} | more


def previewed(page):
    return page.context["form"].data["previewed"]


NEW = "comparing_bands_new"


def test_everybody_who_sees_comparisons_reads_the_same_without_names(client, world, computed):
    for person in (world.people.head, world.people.governor, world.people.consortium):
        client.force_login(person)
        page = client.get(reverse("comparing_settings")).content.decode()

        assert "over 8%, up to 16%" in page
        assert "70%" in page
        assert "No published source was found: a setting of the portal’s own." in page
        assert "As published." in page
        assert "Figures from 2011/12 on" in page
        for kept in ("Set up with the portal", "Last changed", "/new/"):
            assert kept not in page


def test_no_school_is_named(desk, computed):
    pages = [
        desk.get(reverse("comparing_settings")),
        desk.post(reverse(NEW, args=["primary"]), bounds(10, 100, valid_from="2025")),
    ]
    for page in pages:
        for name in School.objects.values_list("name_en", flat=True):
            assert name not in page.content.decode()


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_effect_comes_before_saving(desk, computed, language):
    with translation.override(language):
        address = reverse(NEW, args=["primary"])
        facts = bounds(10, 20, 30, 100, valid_from="2024/25")

        first = desk.post(address, facts)
        assert first.status_code == 200
        assert band_set("primary", 2025) is None
        assert [row.region for row in first.context["effect"].moves]
        text = first.content.decode()
        assert 'name="save"' in text
        if language == "en":
            assert "of 40 schools of the region would be in another group" in text

        second = desk.post(address, {**facts, "previewed": previewed(first), "save": "1"})

    assert second.status_code == 302
    assert band_set("primary", 2025).uppers == [10, 20, 30, 100]
    assert ComparisonRun.objects.filter(state="building").exists()


def test_what_was_not_previewed_is_not_saved(desk, computed):
    address = reverse(NEW, args=["primary"])
    first = desk.post(address, bounds(10, 20, 100, valid_from="2025"))

    changed = bounds(10, 40, 100, valid_from="2025", previewed=previewed(first), save="1")
    second = desk.post(address, changed)

    assert second.status_code == 200
    assert band_set("primary", 2025) is None
    assert previewed(second) != previewed(first)
    assert desk.post(address, bounds(10, 40, 100, valid_from="2025", save="1")).status_code == 200
    assert band_set("primary", 2025) is None


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        (bounds(10, 30, valid_from="2027"), "The last group ends at 30, not at 100"),
        (bounds(10, "", 30, 100, valid_from="2027"), "Group 2 has no bound"),
        (bounds(10, "many", 100, valid_from="2027"), "Write the bound of group 2 as a number"),
        (bounds(10, "nan", 100, valid_from="2027"), "Write the bound of group 2 as a number"),
        (bounds(10, 100, valid_from="soon"), "is not a school year"),
        (bounds(10, 100), "Write the school year from which it holds"),
        (bounds(10, 100, valid_from="2012"), "There is a set from 2011/12 on already"),
        (bounds(10, 100, valid_from="2080"), "is too far ahead"),
    ],
)
def test_refusals_stand_at_their_fields(desk, computed, facts, sentence):
    page = desk.post(reverse(NEW, args=["primary"]), facts)

    assert page.status_code == 422
    text = page.content.decode()
    assert sentence in text
    assert "There is a problem" in text
    assert "What it would change" not in text


def test_weights_that_do_not_sum(desk, computed):
    page = desk.post(
        reverse("comparing_weights_new", args=["every"]),
        {"valid_from": "2027", "weight_fsm": "70", "weight_pupils": "25"},
    )

    assert page.status_code == 422
    assert "The weights come to 95, not to 100: add 5 to one of them." in page.content.decode()


def test_weights_from_preview_to_saved(desk, computed):
    address = reverse("comparing_weights_new", args=["primary"])
    facts = {"valid_from": "2025", "weight_pupils": "100", "log_pupils": "on"}
    assert "40 schools have a figure." in desk.get(address).content.decode()

    first = desk.post(address, facts)
    assert "of its 30 similar schools would be others." in first.content.decode()
    second = desk.post(address, {**facts, "previewed": previewed(first), "save": "1"})

    assert second.status_code == 302
    assert [row.logarithmic for row in weight_set("primary", 2025).weights] == [True]


def test_the_losers_words_stay_with_what_stands_now(desk, world, computed, officer):
    facts = {
        "region": world.region,
        "phase": "primary",
        "valid_from": 2030,
        "confirmed": False,
        "by": officer,
    }
    save_bands(**facts, uppers=[10, 100], seen="")
    address = reverse("comparing_bands", args=["primary", 2030])
    seen = desk.get(address).context["form"].initial["seen"]
    own = bounds(33, 100, seen=seen)
    first = desk.post(address, own)
    save_bands(**facts, uppers=[22, 100], seen=seen)

    lost = desk.post(address, {**own, "previewed": previewed(first), "save": "1"})

    assert lost.status_code == 409
    text = lost.content.decode()
    assert "Somebody else changed this set" in text
    assert "up to 22%" in text
    assert 'value="33"' in text
    # Having seen it, the person looks at the effect again and saves.
    again = {**own, "seen": lost.context["form"].data["seen"]}
    shown = desk.post(address, again)
    assert shown.status_code == 200
    assert desk.post(address, {**again, "previewed": previewed(shown), "save": "1"}).status_code == 302
    assert band_set("primary", 2030).uppers == [33, 100]


def test_a_set_in_force_says_why_it_stays(desk, computed):
    address = reverse("comparing_bands", args=["primary", 2012])

    page = desk.get(address).content.decode()
    posted = desk.post(address, bounds(10, 100, seen=band_set("primary", 2012).stamp))

    assert "Add a new set that begins later instead." in page
    assert 'name="upper_1"' not in page
    assert posted.status_code == 409


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        (NEW, ["special"]),
        (NEW, ["college"]),
        ("comparing_bands", ["primary", 2013]),
        ("comparing_weights_new", ["college"]),
        ("comparing_weights", ["every", 1999]),
    ],
)
def test_what_is_not_there(desk, computed, name, arguments):
    assert desk.get(reverse(name, args=arguments)).status_code == 404


def test_only_the_data_officer_changes(client, world, computed):
    for person in (world.people.head, world.people.consortium, world.people.adviser):
        client.force_login(person)
        assert (
            client.post(reverse(NEW, args=["primary"]), bounds(10, 100, valid_from="2030")).status_code == 403
        )
    assert not BenchmarkBand.objects.filter(valid_from=2030).exists()


def test_the_officer_sees_who_changed_what(desk, world, computed, officer):
    address = reverse(NEW, args=["primary"])
    facts = bounds(10, 100, valid_from="2030", confirmed="on")
    first = desk.post(address, facts)
    desk.post(address, {**facts, "previewed": previewed(first), "save": "1"})

    page = desk.get(reverse("comparing_settings")).content.decode()

    assert f"by {officer.name}." in page
    assert "Set up with the portal" in page
    assert "Not in force yet" in page
    assert "Figures of 2011/12 to 2028/29" in page
    assert reverse("comparing_bands", args=["primary", 2030]) in page
    assert reverse("comparing_bands", args=["primary", 2012]) not in page


@pytest.mark.parametrize("sets", [1, 8])
def test_the_page_asks_the_same_however_many_sets(desk, world, computed, django_assert_max_num_queries, sets):
    for year in range(2030, 2030 + sets):
        for number, upper in enumerate([10, 100], start=1):
            BenchmarkBand.objects.create(phase="primary", valid_from=year, number=number, upper=upper)
    desk.get(reverse("comparing_settings"))
    with django_assert_max_num_queries(12):
        desk.get(reverse("comparing_settings"))


def test_a_run_keeps_the_bounds_that_it_read(desk, world, computed, officer):
    facts = {"region": world.region, "phase": "primary", "confirmed": False, "seen": "", "by": officer}
    save_bands(**facts, valid_from=2025, uppers=[10, 100])

    page = desk.get(reverse("run", args=[computed.pk]), {"measure": "attendance", "phase": "primary"})

    text = page.content.decode()
    assert "over 24%, up to 32%" in text
    assert "up to 10%" not in text


def test_a_set_ahead_is_removed_by_its_button(desk, world, computed, officer):
    facts = {"region": world.region, "phase": "primary", "confirmed": False, "seen": "", "by": officer}
    save_bands(**facts, valid_from=2030, uppers=[10, 100])
    page = desk.get(reverse("comparing_bands", args=["primary", 2030])).content.decode()
    address = reverse("comparing_bands_remove", args=["primary", 2030])
    assert f'action="{address}"' in page

    assert desk.get(address).status_code == 405
    stale = desk.post(address, {"seen": "old"})
    assert stale.status_code == 409
    assert "Look at it before you remove it." in stale.content.decode()
    assert desk.post(address, {"seen": band_set("primary", 2030).stamp}).status_code == 302
    assert band_set("primary", 2030) is None
    assert (
        "not in force for any figures"
        not in desk.get(reverse("comparing_bands", args=["primary", 2012])).content.decode()
    )
