"""Text as bad as real text gets, for the laws of the `text` room."""

from __future__ import annotations

from hypothesis import strategies as st

PIECES = [
    "kata", "lanjutnya", "KPK-nya", "Kenya", "anak-anaknya", "bukuku", "Jum'at", "it's", "Rp1,5", "10.000",
    "5%", "https://contoh.id/a_(b).", "nama@contoh.co.id", "@akun", "#tagar", "Dr.", "S.H.", "...", "…",
    "--", "—", "“", "”", "\"", "‘", "’", "'", "„", "«", "»", "(", ")", ",", ".", "?", "!", ":",
    " ", "  ", "\u00a0", "\u2003", "\u3000", "\t", "\n", "\r\n", "\r", "\n\n", "\u2028", "\x0b", "\x0c",
    "\x85", "\u200b", "\ufeff", "\u200e", "\u2066", "\x00", "\x1f",
    "e\u0301", "\u0301", "\u200d", "👍🏽", "👨\u200d👩\u200d👧", "❤\ufe0f", "🇮🇩", "🇮", "1\ufe0f\u20e3",
    "مرحبا", "العَرَبِيَّة،", "东京都", "ひらがな。", "カタカナ", "हिन्दी।",
    "ไทย", "\U0001f3f4\U000e0067\U000e007f",
]  # fmt: skip

messy = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=40).map("".join)
