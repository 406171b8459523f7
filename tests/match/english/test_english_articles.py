"""Short articles of several sentences: what one sentence leaves open, another one says."""

from __future__ import annotations

import pytest
from english_cases import moves

ARTICLES: list[tuple[str | None, str, set[str]]] = [
    (
        "Cohere shuffles its bench",
        "Cohere's head of safety, Ingrid Moe, has gone, two people at the Toronto company said. Her deputy, Tariq Bell, "
        "steps into the role. Moe had been there since 2021.",
        {"departure: Ingrid Moe @ Cohere", "role_change: Tariq Bell @ Cohere"},
    ),
    (
        "A new face at Anthropic",
        "Dina Farrow spent six years at Netflix. She starts next month as Anthropic's communications chief.",
        {"hire: Dina Farrow @ Anthropic"},
    ),
    (
        None,
        "Mistral AI said on Monday it had hired Paul Terrier, until recently a director at Capgemini. He will head the "
        "firm's public sector business.",
        {"hire: Paul Terrier @ Mistral AI"},
    ),
    (
        "xAI engineer quits after a month",
        "Kofi Larsen announced his resignation in a short post. \"This was not for me,\" he wrote. Larsen had come to Elon "
        "Musk's company from Google DeepMind.",
        {"departure: Kofi Larsen @ xAI", "hire: Kofi Larsen @ xAI", "departure: Kofi Larsen @ Google DeepMind"},
    ),
    (
        "Runway loses its chief technology officer",
        "Lena Okafor is heading to Meta, where she will work on video models. Runway confirmed the departure.",
        {"departure: Lena Okafor @ Runway", "hire: Lena Okafor @ Meta"},
    ),
    (
        "Meta hires three from Thinking Machines Lab",
        "The new recruits are Otto Brandt, Sana Qureshi and Will Decker. All three worked on the lab's training stack.",
        {
            "hire: Otto Brandt @ Meta", "hire: Sana Qureshi @ Meta", "hire: Will Decker @ Meta",
            "departure: Otto Brandt @ Thinking Machines Lab", "departure: Sana Qureshi @ Thinking Machines Lab",
            "departure: Will Decker @ Thinking Machines Lab",
        },
    ),
    (
        "OpenAI's research chief steps down",
        "Marek Dvorak told staff on Thursday that he would hand over his duties at the end of June. He will stay on as an "
        "adviser. Vera Lindt, who runs the reasoning team, succeeds him.",
        {"role_change: Marek Dvorak @ OpenAI", "role_change: Vera Lindt @ OpenAI"},
    ),
    (
        None,
        "## People\n\n- **Bo Andersen** left Hugging Face after three years.\n- **Rita Gomes** joined Cohere from Shopify.\n"
        "- **Sven Aker** was promoted to VP of engineering at Runway.\n",
        {"departure: Bo Andersen @ Hugging Face", "hire: Rita Gomes @ Cohere", "role_change: Sven Aker @ Runway"},
    ),
    (
        "Who is leaving Stability AI",
        "The list of departures from Stability AI grows. Among the names: research vice president Carla Ruiz, engineer Tom "
        "Weir and policy lead Aiko Mori.",
        {
            "departure: Carla Ruiz @ Stability AI", "departure: Tom Weir @ Stability AI",
            "departure: Aiko Mori @ Stability AI",
        },
    ),
    (
        "Interview: the man who taught Gemini to count",
        "Petr Novotny has an unusual career. He studied in Brno, joined DeepMind in 2015, left for Cohere in 2021 and came "
        "back to DeepMind two years later.",
        {
            "departure: Petr Novotny @ Google DeepMind",
            "hire: Petr Novotny @ Cohere", "return: Petr Novotny @ Google DeepMind",
        },
    ),
    (
        "Perplexity names a finance chief",
        "The search startup has picked Dora Klein, who was treasurer at Dropbox, as its first chief financial officer. "
        "Klein replaces nobody: the post is new.",
        {"hire: Dora Klein @ Perplexity"},
    ),
    (
        "Kestrel AI names new boss",
        "Kestrel AI, a robotics startup in Leeds, has appointed Asif Rahman chief executive. He succeeds founder Jill Marsh, "
        "who becomes chair.",
        {"hire: Asif Rahman @ Kestrel AI", "role_change: Jill Marsh @ Kestrel AI"},
    ),
    (
        "OpenAI board ousts safety head",
        "OpenAI has dismissed Noor Patel. The decision was taken on Sunday. Patel, 41, had clashed with colleagues.",
        {"departure: Noor Patel @ OpenAI"},
    ),
    (
        None,
        "Dear all,\nAfter much thought I have decided to leave Anthropic. My last day will be 3 April. Thank you for "
        "everything.\nMaya Feldt",
        {"departure: Maya Feldt @ Anthropic"},
    ),
    (
        "Startup of the week",
        "Nightjar lets doctors dictate notes. It was started by Olga Reyes, who was a research scientist at OpenAI until "
        "2024, and has raised $4 million.",
        set(),
    ),
    (
        "Anthropic opens Tokyo office",
        "Anthropic will open an office in Tokyo. Hidetoshi Tojo, who joined in March from Salesforce, runs it.",
        {"hire: Hidetoshi Tojo @ Anthropic"},
    ),
    (
        "Musk's xAI in turmoil",
        "Another xAI co-founder is on the way out. Tobias Pfeil said on X that he had resigned \"with a heavy heart\". He is "
        "the fourth founder to go this year, after Ulla Renn, Ken Ito and Bram Vos.",
        {"departure: Tobias Pfeil @ xAI"},
    ),
    (
        "Cohere's Lindqvist joins OpenAI",
        "Asa Lindqvist, the head of Cohere's multilingual team, is joining OpenAI, she said on Tuesday. It is a homecoming of "
        "sorts: she interned there in 2019.",
        {"hire: Asa Lindqvist @ OpenAI", "departure: Asa Lindqvist @ Cohere"},
    ),
    (
        "DeepMind scientist to become professor",
        "Google DeepMind's Rupert Hale will leave in the summer to take up a chair at Oxford.",
        {"departure: Rupert Hale @ Google DeepMind"},
    ),
    (
        "Report: Apple AI researcher defects",
        "Apple has lost another AI researcher to Meta. Bowen Xu, who worked on Siri's speech models, has moved to Meta's "
        "superintelligence team, Bloomberg reported.",
        {"departure: Bowen Xu @ Apple AI", "hire: Bowen Xu @ Meta"},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("title", "text", "expected"), ARTICLES)
def test_article(title: str | None, text: str, expected: set[str]) -> None:
    """The moves of the whole article, each once."""
    assert moves(text, title) == expected
