"""What journeys through the screens share: an article, and ways to press keys and to look."""

from __future__ import annotations

from textual.pilot import Pilot

from annotator.tui.screens.read import ReadScreen

TEXT = """Taman Kota Dibuka Lagi
"Kami menanam seribu pohon," kata Rina Wulandari, dikutip dari laman Dinas Taman.
"Warga boleh datang kapan saja," lanjutnya.
Menurut Rina, taman itu buka sampai malam."""
WIDE = (130, 34)


def reader(pilot: Pilot[int]) -> ReadScreen:
    screen = pilot.app.screen
    assert isinstance(screen, ReadScreen)
    return screen


def screen_text(pilot: Pilot[int]) -> str:
    return "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())


async def press(pilot: Pilot[int], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
    await pilot.pause()
