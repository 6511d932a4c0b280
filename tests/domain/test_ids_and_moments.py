# SPDX-License-Identifier: Apache-2.0
"""Ids sort by their making, derived ids agree on both sides, instants have one form and sort as text."""

import random
import uuid
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workspace.domain import moment
from workspace.domain.ids import Ids, derived, is_id

MS = st.integers(0, moment.to_ms("2199-12-31T23:59:59.999Z"))
ZONES = st.sampled_from(["Asia/Jakarta", "Asia/Pontianak", "Asia/Makassar", "Asia/Jayapura"])


class TestIds:
    @given(st.lists(MS, min_size=1, max_size=30), st.integers())
    def test_ids_grow_even_when_the_clock_goes_back(self, times: list[int], seed: int) -> None:
        clock = iter(times)
        ids = Ids(lambda: moment.from_ms(next(clock)), random.Random(seed).getrandbits)
        made = [ids() for _ in times]
        assert made == sorted(set(made))

    def test_ids_grow_within_a_millisecond_whatever_the_dice_say(self) -> None:
        dice = iter([(1 << 74) - 2, (1 << 74) - 2, 0])
        ids = Ids(lambda: "2026-11-24T00:31:05.120Z", lambda _: next(dice))
        made = [ids(), ids(), ids()]
        assert made == sorted(set(made))
        # The third overflowed into the next millisecond, which is how strictly they grow.
        assert uuid.UUID(made[2]).int >> 80 == moment.to_ms("2026-11-24T00:31:05.121Z")

    @given(MS, st.integers())
    def test_an_id_is_a_uuid_7_of_its_time(self, ms: int, seed: int) -> None:
        made = uuid.UUID(Ids(lambda: moment.from_ms(ms), random.Random(seed).getrandbits)())
        assert (made.version, made.variant) == (7, uuid.RFC_4122)
        assert made.int >> 80 == ms

    def test_the_vector_of_the_standard(self) -> None:
        # RFC 9562 appendix A.6: time 0x017F22E279B0, rand_a 0xCC3, rand_b 0x18C4DC0C0C07398F.
        bits = (0xCC3 << 62) | 0x18C4DC0C0C07398F
        ids = Ids(lambda: moment.from_ms(0x017F22E279B0), lambda _: bits)
        assert ids() == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"

    def test_a_derived_id_is_the_same_for_ever(self) -> None:
        # SHA-256 of the three texts joined by line feeds, first 16 bytes, version 8.
        assert derived("0199c1d2-0000-7000-8000-000000000001", "withdraw_below", "0") == (
            "14c293db-ed6e-838c-ab93-3bb11e392ed2"
        )

    @given(st.text(), st.text(), st.text())
    def test_a_derived_id_is_a_uuid_8(self, source: str, role: str, receiver: str) -> None:
        made = derived(source, role, receiver)
        assert is_id(made)
        assert (uuid.UUID(made).version, uuid.UUID(made).variant) == (8, uuid.RFC_4122)

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "-" * 36,
            "0199c1d2-0000-7000-8000-00000000000",
            "0199C1D2-0000-7000-8000-000000000001",
            "0199c1d2000007000-8000-000000000001x",
            "0199c1d2-0000-7000-8000-00000000000g",
            "0199c1d2-0000-7000-8000-0000000-0001",
        ],
    )
    def test_what_is_no_id(self, text: str) -> None:
        assert not is_id(text)


class TestMoments:
    @given(MS)
    def test_an_instant_goes_there_and_back(self, ms: int) -> None:
        assert moment.to_ms(moment.from_ms(ms)) == ms
        assert moment.is_instant(moment.from_ms(ms))

    @given(MS, MS)
    def test_text_order_is_time_order(self, one: int, other: int) -> None:
        assert (moment.from_ms(one) < moment.from_ms(other)) == (one < other)

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "2026-11-24T00:31:05Z",
            "2026-11-24 00:31:05.120Z",
            "2026-11-24T00:31:05.1200",
            "2026-11-24T00:31:05,120Z",
            "2026-W48-2T00:31:05.120Z",  # an ISO week: the same length, another order
            "2026-13-24T00:31:05.120Z",
            "2026-11-24T24:31:05.120Z",
            "2026-11-24T00:31:05.12xZ",
        ],
    )
    def test_only_one_form_is_an_instant(self, text: str) -> None:
        assert not moment.is_instant(text)
        with pytest.raises(ValueError, match=r".+"):
            moment.to_ms(text)

    def test_an_instant_is_kept_between_two_others(self) -> None:
        low, mid, high = (moment.from_ms(ms) for ms in (1, 2, 3))
        assert moment.between(low, mid, high) == mid
        assert moment.between(mid, low, high) == mid
        assert moment.between(low, high, mid) == mid

    def test_spans(self) -> None:
        assert moment.plus("2026-12-31T23:59:59.999Z", milliseconds=1) == "2027-01-01T00:00:00.000Z"
        assert moment.plus("2026-03-01T00:00:00.000Z", days=-1) == "2026-02-28T00:00:00.000Z"

    @pytest.mark.parametrize(
        ("zone", "clock"),
        [
            ("Asia/Jakarta", "07:31"),
            ("Asia/Pontianak", "07:31"),
            ("Asia/Makassar", "08:31"),
            ("Asia/Jayapura", "09:31"),
        ],
    )
    def test_the_three_times_of_the_country(self, zone: str, clock: str) -> None:
        instant = "2026-11-24T00:31:00.000Z"
        assert moment.local(instant, zone).strftime("%H:%M") == clock
        assert moment.at("2026-11-24", clock, zone) == instant

    @given(MS, ZONES)
    def test_a_day_is_the_one_of_the_zone(self, ms: int, zone: str) -> None:
        instant = moment.from_ms(ms)
        day = moment.day_of(instant, zone)
        assert moment.at(day, "00:00", zone) <= instant < moment.at(moment.next_day(day), "00:00", zone)
        assert moment.local(instant, zone).tzinfo == ZoneInfo(zone)

    def test_days_and_weekdays(self) -> None:
        assert moment.day_of("2026-11-23T17:00:00.000Z", "Asia/Jakarta") == "2026-11-24"
        assert moment.next_day("2026-12-31") == "2027-01-01"
        assert moment.next_day("2027-01-01", -1) == "2026-12-31"
        assert moment.weekday("2026-11-23") == 0
