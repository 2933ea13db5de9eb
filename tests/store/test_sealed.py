"""Secrets stand enciphered, open with the key that is apart, and can be closed for good."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from django.test import override_settings
from tests import world

from fifteen import home
from fifteen.actions import campaigns
from fifteen.store import sealed
from fifteen.store.models import Campaign, CampaignKey

WHAT = "mailbox password"
SECRET = "häßlich genug 李雷"


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FIFTEEN_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_what_was_sealed_opens_again_and_cannot_be_read_before(mira: Campaign) -> None:
    told = sealed.seal(mira, WHAT, SECRET)
    assert SECRET not in told and "genug" not in told
    assert sealed.unseal(mira, WHAT, told) == SECRET
    assert sealed.seal(mira, WHAT, SECRET) != told


def test_the_keys_are_files_of_their_owner_alone(mira: Campaign, own_home: Path) -> None:
    sealed.seal(mira, WHAT, SECRET)
    for path in (own_home / "seal", *(own_home / "seals").iterdir()):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE((own_home / "seals").stat().st_mode) == 0o700


def test_it_opens_in_its_own_place_and_campaign_alone(mira: Campaign) -> None:
    told = sealed.seal(mira, WHAT, SECRET)
    other = world.seeker("Noor")
    for campaign, what in ((mira, "calendar password"), (other, WHAT)):
        with pytest.raises(sealed.Unreadable):
            sealed.unseal(campaign, what, told)


@pytest.mark.parametrize("text", ["", "s1:", "s1:AAAA", "s1:ü", "plain", "s1:" + "A" * 200])
def test_what_is_no_seal_of_ours_says_so(mira: Campaign, text: str) -> None:
    with pytest.raises(sealed.Unreadable):
        sealed.unseal(mira, WHAT, text)


def test_one_changed_sign_is_found(mira: Campaign) -> None:
    told = sealed.seal(mira, WHAT, SECRET)
    for place in range(3, len(told)):
        changed = told[:place] + ("A" if told[place] != "A" else "B") + told[place + 1 :]
        try:
            assert sealed.unseal(mira, WHAT, changed) == SECRET  # bits of the padding alone
            assert place >= len(told) - 3
        except sealed.Unreadable:
            pass


def test_without_its_part_of_the_key_nothing_opens(mira: Campaign) -> None:
    told = sealed.seal(mira, WHAT, SECRET)
    sealed.forget(mira)
    with pytest.raises(sealed.Unreadable):
        sealed.unseal(mira, WHAT, told)


@pytest.mark.django_db(transaction=True)
def test_deleting_everything_throws_the_part_away(own_home: Path) -> None:
    mira = world.seeker()
    sealed.seal(mira, WHAT, SECRET)
    assert len(list((own_home / "seals").iterdir())) == 1
    campaigns.delete_everything(mira)
    assert not list((own_home / "seals").iterdir())


def test_a_key_of_the_surroundings_needs_no_file(mira: Campaign, own_home: Path) -> None:
    with override_settings(SEAL_KEY="from the operator"):
        told = sealed.seal(mira, WHAT, SECRET)
        assert sealed.unseal(mira, WHAT, told) == SECRET
    assert not (own_home / "seal").exists()
    with override_settings(SEAL_KEY="another"), pytest.raises(sealed.Unreadable):
        sealed.unseal(mira, WHAT, told)


@override_settings(SEAL_KEY="from the operator")
def test_on_a_server_one_deletion_closes_every_copy(mira: Campaign) -> None:
    """A copy of the database without its table of keys, and the operator's key, open nothing."""
    told = sealed.seal(mira, WHAT, SECRET)
    row = CampaignKey.objects.get()
    assert sealed.seal(mira, "calendar address", "https://x.example") and row.wrapped
    assert CampaignKey.objects.count() == 1
    sealed.forget(mira)
    assert not CampaignKey.objects.exists()
    with pytest.raises(sealed.Unreadable):
        sealed.unseal(mira, WHAT, told)
    sealed.seal(mira, WHAT, "typed again")
    with pytest.raises(sealed.Unreadable):
        sealed.unseal(mira, WHAT, told)


@override_settings(SEAL_KEY="from the operator")
def test_the_key_of_one_campaign_opens_no_other(mira: Campaign) -> None:
    told = sealed.seal(mira, WHAT, SECRET)
    otto = campaigns.open_one(mira.made, "otto")
    sealed.seal(otto, WHAT, "another secret")
    mine = CampaignKey.objects.get(campaign=mira)
    CampaignKey.objects.filter(campaign=otto).update(wrapped=mine.wrapped)
    with pytest.raises(sealed.Unreadable):
        sealed.unseal(otto, WHAT, told)


def test_with_another_key_of_the_operator_secrets_are_typed_again(mira: Campaign) -> None:
    with override_settings(SEAL_KEY="from the operator"):
        told = sealed.seal(mira, WHAT, SECRET)
    with override_settings(SEAL_KEY="another"):
        with pytest.raises(sealed.Unreadable):
            sealed.unseal(mira, WHAT, told)
        again = sealed.seal(mira, WHAT, SECRET)
        assert sealed.unseal(mira, WHAT, again) == SECRET


def test_a_key_of_a_campaign_that_is_a_path_leads_nowhere(mira: Campaign, own_home: Path) -> None:
    mira.key = "../../outside"
    sealed.seal(mira, WHAT, SECRET)
    assert [p.parent.name for p in own_home.rglob("*") if p.is_file()].count("seals") == 1
    assert home.seals() == own_home / "seals"
