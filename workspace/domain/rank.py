# SPDX-License-Identifier: Apache-2.0
"""Pangkat of a golongan, in the exact words of the national table of PNS; PPPK have a golongan alone.

Names are looked up by the code and never typed: "Pembina Muda (IV.c)" stands in many letters and is no rank.
"""

PANGKAT = {
    "I/a": "Juru Muda",
    "I/b": "Juru Muda Tingkat I",
    "I/c": "Juru",
    "I/d": "Juru Tingkat I",
    "II/a": "Pengatur Muda",
    "II/b": "Pengatur Muda Tingkat I",
    "II/c": "Pengatur",
    "II/d": "Pengatur Tingkat I",
    "III/a": "Penata Muda",
    "III/b": "Penata Muda Tingkat I",
    "III/c": "Penata",
    "III/d": "Penata Tingkat I",
    "IV/a": "Pembina",
    "IV/b": "Pembina Tingkat I",
    "IV/c": "Pembina Utama Muda",
    "IV/d": "Pembina Utama Madya",
    "IV/e": "Pembina Utama",
}


def printed(code: str) -> str:
    """As it stands under a name: "Penata (III/c)"; "Golongan IX" for a PPPK; "" for nothing."""
    if code in PANGKAT:
        return f"{PANGKAT[code]} ({code})"
    return f"Golongan {code}" if code else ""
