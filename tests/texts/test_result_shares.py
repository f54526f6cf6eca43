"""Every share in the results of a survey is written alike: to a tenth, with a comma."""

import re

from bot.gallery.campaign_results import EXAMPLES


def test_shares_of_options_are_to_a_tenth_as_all_others() -> None:
    texts = [str(example.screen.text) for example in EXAMPLES]
    options = [found for text in texts for found in re.findall(r": (\d+) \(([\d,]+)\N{NO-BREAK SPACE}%\)", text)]
    assert any("," in share for _, share in options), "some are no whole number"
