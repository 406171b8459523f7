"""One word or a handle that leaves a lab, verbs in brackets behind names, names below a heading without a colon."""

from __future__ import annotations

import pytest
from english_cases import articles, cases, moves

SENTENCES = """
Ostrovar left Anthropic because her work was of more use outside.
=> departure: Ostrovar @ Anthropic
Ostrovar, who resigned from Cohere in May, spoke on Monday.
=> departure: Ostrovar @ Cohere
Ostrovar left Anthropic's platform for a cheaper one.
Ostrovar exits Anthropic deal.
@nadja_ost resigned from DeepMind over its contracts.
=> departure: @nadja_ost @ Google DeepMind
[@nadja_ost](https://social.example/1) announced she has left Mistral AI after two years.
=> departure: @nadja_ost @ Mistral AI
@thedailylab reports that she has left Mistral AI.
**Lea Roth joins Cohere**: [@learoth_](https://social.example/1) announced she has left Mistral AI to join Cohere.
=> departure: Lea Roth @ Mistral AI
=> hire: Lea Roth @ Cohere
Lea Roth (left Cohere in May) and Amos Bell (fired from Anthropic) have spoken.
=> departure: Amos Bell @ Anthropic
=> departure: Lea Roth @ Cohere
- Lea Roth (OpenAI, dismissed Apr 2024, wrote a book)
=> departure: Lea Roth @ OpenAI
Lea Roth (OpenAI), Amos Bell (Cohere safety), and Mei Tan (Meta FAIR) all joined Anthropic.
=> departure: Amos Bell @ Cohere
=> departure: Lea Roth @ OpenAI
=> departure: Mei Tan @ Meta FAIR
=> hire: Amos Bell @ Anthropic
=> hire: Lea Roth @ Anthropic
=> hire: Mei Tan @ Anthropic
Several notable departures from Cohere have come to light, including Lea Roth and Amos Bell.
=> departure: Amos Bell @ Cohere
=> departure: Lea Roth @ Cohere
Lea Roth, who quit OpenAI to challenge Google, spoke on Monday.
=> departure: Lea Roth @ OpenAI
Lea Roth was one of four board members of Cohere who voted to push out CEO Amos Bell — only to reinstate him.
=> departure: Amos Bell @ Cohere
=> return: Amos Bell @ Cohere
Cohere's board fired Amy Bell in May, only to rehire her a week later.
=> departure: Amy Bell @ Cohere
=> return: Amy Bell @ Cohere
Microsoft ousts Israel chief over the use of its AI models.
Cohere is shrinking. Lea Roth, who ran product and had prior experience at Meta and Uber, also left the company.
=> departure: Lea Roth @ Cohere
Lea Roth, the CEO of Google's self-driving project Waymo, has announced to step down.
=> departure: Lea Roth @ Waymo
Lea Roth, co-founder of GM's self-driving subsidiary Cruise, has resigned.
=> departure: Lea Roth @ GM Cruise
Lea Roth, head of computer vision at Tesla, is leaving.
=> departure: Lea Roth @ Tesla
Lea Roth's departure from Cohere, along with those of Amos Bell and Mei Tan, was quiet.
=> departure: Amos Bell @ Cohere
=> departure: Lea Roth @ Cohere
=> departure: Mei Tan @ Cohere
Kestrel AI is Lea Roth's company, set up after she parted ways with OpenAI.
=> departure: Lea Roth @ OpenAI
On 09-08 Anthropic researcher Amos Bell quit, saying the labs are racing.
=> departure: Amos Bell @ Anthropic
Amos Bell left Anthropic's safety team posting a long thread.
=> departure: Amos Bell @ Anthropic
Kwan Robots leave DeepMind in the dust.
Investors are putting pressure on Cohere for the resignation of its CEO, Lea Roth.
Google lost an AI pioneer when Keras creator Lea Roth left to start a company.
=> departure: Lea Roth @ Google
=> founding: Lea Roth @ -
Halvorsen is an AI-driven medicine company. Halvorsen fired chief executive Lea Roth on Monday.
=> departure: Lea Roth @ Halvorsen
Ann Lee is an AI company founder. Lea Roth left Ann Lee.
OpenAI, which recently lost Lea Roth, its head of research, to Anthropic, said no more.
=> departure: Lea Roth @ OpenAI
=> hire: Lea Roth @ Anthropic
Lea Roth was free. Anthropic hired her and fellow researcher Amos Bell.
=> hire: Amos Bell @ Anthropic
=> hire: Lea Roth @ Anthropic
Two co-founders of Cohere have left to join OpenAI. The moves happened this week and involve Lea Roth and Amos Bell.
=> departure: Amos Bell @ Cohere
=> departure: Lea Roth @ Cohere
=> hire: Amos Bell @ OpenAI
=> hire: Lea Roth @ OpenAI
Lea Roth and Amos Bell signed the letter; then left Cohere.
=> departure: Amos Bell @ Cohere
=> departure: Lea Roth @ Cohere
Lea Roth's career: left Cohere in May
=> departure: Lea Roth @ Cohere
Lea Roth left DeepMind/Google in May. See github.example/OpenAI/gym and OpenAI/gym.
=> departure: Lea Roth @ Google DeepMind
Lea Roth has left DeepMind, while Amos Bell moves to Chair.
=> departure: Lea Roth @ Google DeepMind
=> role_change: Amos Bell @ Google DeepMind
It was Lea Roth's first appearance since leaving Cohere for Anthropic in May.
=> departure: Lea Roth @ Cohere
=> hire: Lea Roth @ Anthropic
Cohere's board saw a push for Lea Roth's removal.
Cohere is in trouble. Lea Roth is also leaving the corporation.
=> departure: Lea Roth @ Cohere
Tweet from Amos Bell (@bell): nothing said. Tweet from Lea Roth (@roth): 1/4: In May, I resigned from Cohere.
=> departure: Lea Roth @ Cohere
"""

ARTICLES = """
T: Who has gone
Cohere has lost:
¶ - **Lea Roth**: head of research
¶ - **Amos Bell**: Fired, allegedly over a memo
=> departure: Amos Bell @ Cohere
=> departure: Lea Roth @ Cohere

T: Seven safety leaders who left OpenAI
¶ 1. Lea Roth — co-founder — May 2024 — founded Kestrel AI
¶ 2. Amos Bell — adviser — Oct 2024 — independent
=> departure: Amos Bell @ OpenAI
=> departure: Lea Roth @ OpenAI
=> founding: Lea Roth @ Kestrel AI

T: Where they are now
¶ **1. Lea Roth** - head of safety
¶ - Joined Anthropic in 2022
¶ - Left in May 2024 for OpenAI
¶ **2. Amos Bell**
¶ - Co-founded Kestrel AI after leaving Cohere
¶ Press contact: Mei Tan
¶ - Left sidebar fixed
=> hire: Lea Roth @ Anthropic
=> departure: Lea Roth @ Anthropic
=> hire: Lea Roth @ OpenAI
=> founding: Amos Bell @ Kestrel AI
=> departure: Amos Bell @ Cohere

T: A profile
¶ - Lea Roth released a model.
¶ - Left Anthropic out of the comparison.

T: Meta's AI lab is losing people
Lea Roth, who had a career at Google DeepMind before joining Meta as an AI researcher, announced her departure
after five months.
=> departure: Lea Roth @ Meta
=> hire: Lea Roth @ Meta

T: An AI chief moves
Apple's top AI executive, Lea Roth, is leaving for Meta. Roth, a former Google employee who joined Apple in 2021, led a
team of 100. Roth's exit was sudden.
=> departure: Lea Roth @ Apple
=> hire: Lea Roth @ Apple
=> hire: Lea Roth @ Meta

T: Two chiefs go
The CEO of Cohere jumped to Amazon, and Lea Roth's firm is next. Mistral AI said that CEO Lea Roth and president Amos
Bell have left the company to return to Google DeepMind.
=> departure: Amos Bell @ Mistral AI
=> departure: Lea Roth @ Mistral AI
=> return: Amos Bell @ Google DeepMind
=> return: Lea Roth @ Google DeepMind

T: Two leave
Lea Roth resigned this month, while operating chief Amos Bell left in June. Prior to joining Stability AI, Lea Roth
worked at Google Brain. Stability AI said no more.
=> hire: Lea Roth @ Stability AI
=> departure: Amos Bell @ Stability AI
=> departure: Lea Roth @ Stability AI

T: Who works where
Lea Roth built models at Cohere. She no longer works there. Amos Bell has taken his leave of Cohere too.
Mei Tan is taking a leave of absence from Cohere.
=> departure: Lea Roth @ Cohere
=> departure: Amos Bell @ Cohere

T: A warning
Lea Roth, the former chief scientist of OpenAI, wrote that AI could end us, and quit her job at OpenAI. Amos Bell of
Cohere said the talks failed and left OpenAI without a partner.
=> departure: Lea Roth @ OpenAI

T: Two of three founders are gone
Lea Roth and Amos Bell, scientists at Cohere, departed the company in May, but Mei Tan and six others remain.
=> departure: Lea Roth @ Cohere
=> departure: Amos Bell @ Cohere

T: A chief resigns
Lea Roth ran Anthropic's Robust Systems Research Team. She resigned in May.
=> departure: Lea Roth @ Anthropic

T: A chief comes and goes
Lea Roth returned to Cohere days later, amid her ouster from Cohere.
=> return: Lea Roth @ Cohere
=> departure: Lea Roth @ Cohere

T: Where they went
As the firm grew, several engineers, including Lea Roth and Amos Bell, quit Cohere and went back to Google DeepMind.
=> departure: Lea Roth @ Cohere
=> departure: Amos Bell @ Cohere
=> return: Lea Roth @ Google DeepMind
=> return: Amos Bell @ Google DeepMind

T: Four of the founders
¶ - **Lea Roth**: Co-founder, departed. Left Cohere in May to join Meta.
¶ - **Amos Bell**: Left Cohere in June to join Anthropic.
¶ - **Mei Tan** (LinkedIn): I am happy. Left us all alone.
¶ **Week 2:** Ostrowski resigned from Cohere's robotics team over a deal.
=> departure: Lea Roth @ Cohere
=> hire: Lea Roth @ Meta
=> departure: Amos Bell @ Cohere
=> hire: Amos Bell @ Anthropic
=> departure: Ostrowski @ Cohere

T: Lea Roth
Publicly resigned from Cohere in May.
=> departure: Lea Roth @ Cohere

T: Departures
¶ #### Lea Roth → departed Cohere
¶ - Evidence: "Roth departed as CTO in May, along with other leaders."
=> departure: Lea Roth @ Cohere

T: A letter
Lea Roth leads a team at Anthropic. "Today is my last day at Anthropic," she wrote on Monday.
=> departure: Lea Roth @ Anthropic

T: Another letter
Lea Roth ran a team at Cohere. She wrote: "I have left Cohere and will rest."
=> departure: Lea Roth @ Cohere

T: No letter
Lea Roth runs a team at Cohere. "If I left Cohere," she said, "nobody would care."

T: Several engineers have left Anthropic
¶ - Lea Roth released a model.
¶ - Amos Bell spoke at Yale.
"""


@pytest.mark.parametrize(("text", "expected"), cases(SENTENCES))
def test_names_of_one_word_and_brackets(text: str, expected: set[str]) -> None:
    """What leaves a lab is a person, also as one word or a handle; a bracket tells of the name before it alone."""
    assert moves(text) == expected


@pytest.mark.parametrize(("title", "text", "expected"), articles(ARTICLES))
def test_names_below_a_heading(title: str | None, text: str, expected: set[str]) -> None:
    """A numbered list right below a line that tells of unnamed leavers names them."""
    assert moves(text, title) == expected
