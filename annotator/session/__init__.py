"""Reading and tagging as one state machine: `step(state, command) -> Step(state, edits, effects)`.

Terms. The *cursor* stands on a grapheme. With an *anchor*, everything from the one to the other, both graphemes
included, is the *selection*. The *hand* holds the span that commands without a selection are about; the *frame
in hand* is the quote that new speakers, cues and sources join. Nothing here knows Textual or SQLite.
"""
