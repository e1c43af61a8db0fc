"""The tree of topics is data: codes stay, words follow the file, what is gone from it is retired."""

import json
from pathlib import Path

import pytest

from schools.models import Topic
from schools.queries import topics
from schools.services.topics import load_topics

pytestmark = pytest.mark.django_db


def written(tmp_path: Path, *areas: dict[str, object]) -> Path:
    file = tmp_path / "topics.json"
    file.write_text(json.dumps({"areas": list(areas)}), encoding="utf-8")
    return file


def area(code: str, name: str, *under: str) -> dict[str, object]:
    return {
        "code": code,
        "name_en": name,
        "name_cy": f"{name} (cy)",
        "topics": [{"code": one, "name_en": one, "name_cy": one} for one in under],
    }


def test_the_tree_of_the_region_has_both_languages_throughout() -> None:
    load_topics()
    branches = topics.tree()
    assert [branch.area for branch in branches] == topics.areas()
    assert all(branch.topics for branch in branches)
    for topic in Topic.objects.filter(retired_on__isnull=True):
        assert topic.name_en
        assert topic.name_cy
        assert bool(topic.about_en) == bool(topic.about_cy)


def test_words_follow_the_file_and_codes_stay(tmp_path: Path) -> None:
    load_topics(written(tmp_path, area("reading", "Reading", "phonics")))
    known = Topic.objects.get(code="reading").pk
    load_topics(written(tmp_path, area("reading", "Reading well", "phonics")))
    assert Topic.objects.get(pk=known).name_en == "Reading well"


def test_what_the_file_no_longer_names_is_retired_and_comes_back(tmp_path: Path) -> None:
    load_topics(written(tmp_path, area("reading", "Reading", "phonics")))
    load_topics(written(tmp_path, area("reading", "Reading")))
    phonics = Topic.objects.get(code="phonics")
    assert phonics.retired_on is not None
    assert topics.tree()[0].topics == []
    assert topics.topic_coded("phonics") == phonics
    load_topics(written(tmp_path, area("reading", "Reading", "phonics")))
    assert topics.tree()[0].topics == [phonics]


def test_an_area_is_its_own_area() -> None:
    load_topics()
    music = Topic.objects.get(code="music")
    assert music.parent_id is not None
    assert topics.area_ids([music.pk, music.parent_id]) == {
        music.pk: music.parent_id,
        music.parent_id: music.parent_id,
    }
