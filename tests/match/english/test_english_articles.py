"""Short articles of several sentences: what one sentence leaves open, another one says."""

from __future__ import annotations

import pytest
from english_cases import articles, moves

# An article a paragraph: "T:" its title, "¶" a line that starts anew, "=>" its moves.
ARTICLES = """
T: Cohere shuffles its bench
Cohere's head of safety, Ingrid Moe, has gone, two people at the Toronto company said. Her deputy, Tariq Bell,
steps into the role. Moe had been there since 2021.
=> departure: Ingrid Moe @ Cohere
=> role_change: Tariq Bell @ Cohere

T: A new face at Anthropic
Dina Farrow spent six years at Netflix. She starts next month as Anthropic's communications chief.
=> hire: Dina Farrow @ Anthropic

Mistral AI said on Monday it had hired Paul Terrier, until recently a director at Capgemini. He will head the
firm's public sector business.
=> hire: Paul Terrier @ Mistral AI

T: One Cohere co-founder joins Mistral AI, another takes a long break
Along with the exit of researcher Ines Aldana, Cohere president and co-founder Rolf Tamm plans to be away until May.
=> departure: Ines Aldana @ Cohere

T: xAI engineer quits after a month
Kofi Larsen announced his resignation in a short post. "This was not for me," he wrote. Larsen had come to Elon
Musk's company from Google DeepMind.
=> departure: Kofi Larsen @ Google DeepMind
=> departure: Kofi Larsen @ xAI
=> hire: Kofi Larsen @ xAI

T: Runway loses its chief technology officer
Lena Okafor is heading to Meta, where she will work on video models. Runway confirmed the departure.
=> departure: Lena Okafor @ Runway
=> hire: Lena Okafor @ Meta

T: Meta hires three from Thinking Machines Lab
The new recruits are Otto Brandt, Sana Qureshi and Will Decker. All three worked on the lab's training stack.
=> departure: Otto Brandt @ Thinking Machines Lab
=> departure: Sana Qureshi @ Thinking Machines Lab
=> departure: Will Decker @ Thinking Machines Lab
=> hire: Otto Brandt @ Meta
=> hire: Sana Qureshi @ Meta
=> hire: Will Decker @ Meta

T: OpenAI's research chief steps down
Marek Dvorak told staff on Thursday that he would hand over his duties at the end of June. He will stay on as an
adviser. Vera Lindt, who runs the reasoning team, succeeds him.
=> role_change: Marek Dvorak @ OpenAI
=> role_change: Vera Lindt @ OpenAI

## People
¶ - **Bo Andersen** left Hugging Face after three years.
¶ - **Rita Gomes** joined Cohere from Shopify.
¶ - **Sven Aker** was promoted to VP of engineering at Runway.
=> departure: Bo Andersen @ Hugging Face
=> hire: Rita Gomes @ Cohere
=> role_change: Sven Aker @ Runway

T: Who is leaving Stability AI
The list of departures from Stability AI grows. Among the names: research vice president Carla Ruiz, engineer
Tom Weir and policy lead Aiko Mori.
=> departure: Aiko Mori @ Stability AI
=> departure: Carla Ruiz @ Stability AI
=> departure: Tom Weir @ Stability AI

T: Interview: the man who taught Gemini to count
Petr Novotny has an unusual career. He studied in Brno, joined DeepMind in 2015, left for Cohere in 2021 and
came back to DeepMind two years later.
=> departure: Petr Novotny @ Google DeepMind
=> hire: Petr Novotny @ Cohere
=> departure: Petr Novotny @ Cohere
=> return: Petr Novotny @ Google DeepMind

T: Perplexity names a finance chief
The search startup has picked Dora Klein, who was treasurer at Dropbox, as its first chief financial officer.
Klein replaces nobody: the post is new.
=> hire: Dora Klein @ Perplexity

T: Kestrel AI names new boss
Kestrel AI, a robotics startup in Leeds, has appointed Asif Rahman chief executive. He succeeds founder Jill
Marsh, who becomes chair.
=> hire: Asif Rahman @ Kestrel AI
=> role_change: Jill Marsh @ Kestrel AI

T: OpenAI board ousts safety head
OpenAI has dismissed Noor Patel. The decision was taken on Sunday. Patel, 41, had clashed with colleagues.
=> departure: Noor Patel @ OpenAI

Dear all,
¶ After much thought I have decided to leave Anthropic. My last day will be 3 April. Thank you for everything.
¶ Maya Feldt
=> departure: Maya Feldt @ Anthropic

T: Startup of the week
Nightjar lets doctors dictate notes. It was started by Olga Reyes, who was a research scientist at OpenAI until
2024, and has raised $4 million.

T: Anthropic opens Tokyo office
Anthropic will open an office in Tokyo. Hidetoshi Tojo, who joined in March from Salesforce, runs it.
=> hire: Hidetoshi Tojo @ Anthropic

T: Musk's xAI in turmoil
Another xAI co-founder is on the way out. Tobias Pfeil said on X that he had resigned "with a heavy heart". He
is the fourth founder to go this year, after Ulla Renn, Ken Ito and Bram Vos.
=> departure: Tobias Pfeil @ xAI
=> departure: Ulla Renn @ xAI
=> departure: Ken Ito @ xAI
=> departure: Bram Vos @ xAI

T: Cohere's Lindqvist joins OpenAI
Asa Lindqvist, the head of Cohere's multilingual team, is joining OpenAI, she said on Tuesday. It is a
homecoming of sorts: she interned there in 2019.
=> departure: Asa Lindqvist @ Cohere
=> hire: Asa Lindqvist @ OpenAI

T: DeepMind scientist to become professor
Google DeepMind's Rupert Hale will leave in the summer to take up a chair at Oxford.
=> departure: Rupert Hale @ Google DeepMind

T: Report: Apple AI researcher defects
Apple has lost another AI researcher to Meta. Bowen Xu, who worked on Siri's speech models, has moved to Meta's
superintelligence team, Bloomberg reported.
=> departure: Bowen Xu @ Apple AI
=> hire: Bowen Xu @ Meta

T: Zhipu's Gao Lin leaves, says insider
A person familiar with the matter revealed that Gao Lin, vice president of Zhipu AI, recently left his post.
Zhipu did not comment.
=> departure: Gao Lin @ Zhipu AI

🚨 BREAKING: Mona Achterberg, co-lead of Claude's vision team, is OUT at Anthropic. Heading to xAI.
=> departure: Mona Achterberg @ Anthropic
=> hire: Mona Achterberg @ xAI

Some personal news: after 3 wonderful years at @OpenAI, today was my last day. Next up: @AnthropicAI! — Rafe
Lindon (@rafe)
=> departure: Rafe Lindon @ OpenAI

T: Ada Merrick (biography)
Ada Merrick is a British computer scientist. She was a researcher at Google Brain from 2016 to 2019, when she
joined OpenAI. In 2022 she left OpenAI to co-found Larkspur AI, which she ran until 2024.
=> departure: Ada Merrick @ OpenAI
=> founding: Ada Merrick @ Larkspur AI
=> hire: Ada Merrick @ OpenAI

T: Larkspur AI raises $90m
Larkspur AI, the London lab started by former OpenAI researchers Ada Merrick and Colm Doyle, has raised $90
million. Doyle, its chief executive, previously worked at DeepMind.
=> founding: Ada Merrick @ Larkspur AI
=> founding: Colm Doyle @ Larkspur AI

T: The week in AI
• Google released a new TPU. • Noah Varga, who led post-training at Reflection AI, is now chief scientist at
Cohere. • The EU fined X. • Anthropic promoted Pia Holt to chief people officer.
=> departure: Noah Varga @ Reflection AI
=> hire: Noah Varga @ Cohere
=> role_change: Pia Holt @ Anthropic

T: Scale AI's finance chief exits
The data-labelling company's CFO, Drew Palmer, is leaving after less than a year, according to an internal memo
seen by Reuters. Controller Amy Stone will fill in.
=> departure: Drew Palmer @ Scale AI
=> role_change: Amy Stone @ Scale AI

T: OpenAI loses another
Yet another senior researcher has walked out of OpenAI. Emil Sorin, a reinforcement learning specialist, told
his team on Monday that he was leaving.
=> departure: Emil Sorin @ OpenAI

T: Figure AI names Tesla veteran as production chief
Humanoid maker Figure AI has put Hank Morrow, a 12-year Tesla veteran, in charge of manufacturing.
=> hire: Hank Morrow @ Figure AI

T: Sources: DeepMind's Aurelio Conti to join Periodic Labs
=> departure: Aurelio Conti @ Google DeepMind
=> hire: Aurelio Conti @ Periodic Labs

T: Character.AI's head of trust quits, joins Anthropic
Salma Haidari announced the switch on LinkedIn.
=> departure: Salma Haidari @ Character.AI
=> hire: Salma Haidari @ Anthropic

T: Anthropic co-founder to go on sabbatical
Anthropic co-founder Leif Aasen will take three months off, returning in the autumn.

T: OpenAI's Brennan back after leave
OpenAI vice president Clodagh Brennan has returned to work following six months of leave.
=> return: Clodagh Brennan @ OpenAI

T: A rebel returns
Two years after being fired by OpenAI, Ossian Blake has been hired back by the company.
=> departure: Ossian Blake @ OpenAI
=> return: Ossian Blake @ OpenAI

T: Hugging Face hires robotics lead
Hugging Face said Simone Marchal will lead its robotics work. Marchal, 34, was until last month at Tesla's
Optimus team.
=> hire: Simone Marchal @ Hugging Face
=> departure: Simone Marchal @ Tesla

T: Inflection's new CTO
Inflection AI has a new chief technology officer: Devika Rao, who comes from Amazon's Alexa group.
=> departure: Devika Rao @ Amazon
=> hire: Devika Rao @ Inflection AI

T: Stability AI co-chief steps aside
Stability AI co-CEO Lars Vedel is stepping aside with immediate effect; fellow co-CEO Ruth Baines becomes sole
chief executive.
=> departure: Lars Vedel @ Stability AI
=> role_change: Ruth Baines @ Stability AI

T: Runway board shake-up
Investor Jay Sommer has joined Runway's board. Tess Vogel has left it.
=> departure: Tess Vogel @ Runway
=> hire: Jay Sommer @ Runway

T: Could Meta lure Elena Brandt?
Meta has made an approach to Elena Brandt, Mistral AI's head of research, two people said. She has not decided.

T: Elena Brandt stays at Mistral
Elena Brandt has rejected an offer from Meta and will stay at Mistral AI.

T: Judge: xAI may not stop engineer's move
A judge ruled that engineer Li Haoran may start work at OpenAI. xAI, which he left in August, had sued.
=> departure: Li Haoran @ xAI

T: Microsoft AI recruits two from DeepMind
Mustafa Suleyman has added Dominika Krol and Sachin Iyer to his team at Microsoft AI. Both come from Google
DeepMind.
=> departure: Dominika Krol @ Google DeepMind
=> departure: Sachin Iyer @ Google DeepMind
=> hire: Dominika Krol @ Microsoft AI
=> hire: Sachin Iyer @ Microsoft AI

T: Safety at xAI
Of the five people who signed the memo, three are gone: Ida Falk resigned in May, Jon Reyes was dismissed in
June and Mei Sato left for Anthropic.
=> departure: Ida Falk @ xAI
=> departure: Jon Reyes @ xAI
=> departure: Mei Sato @ xAI
=> hire: Mei Sato @ Anthropic

T: Anthropic's new faces
New at Anthropic this month:
¶ - Joy Adeyemi, from Stripe
¶ - Ulrich Stein (ex-Meta)
¶ - Carla Pinto, policy
=> hire: Carla Pinto @ Anthropic
=> hire: Joy Adeyemi @ Anthropic
=> hire: Ulrich Stein @ Anthropic

Who has left OpenAI in 2025:
¶ * Ana Duric, research
¶ * Bo Falk, safety
¶ * Cem Tas
¶ OpenAI has not replaced them.
=> departure: Ana Duric @ OpenAI
=> departure: Bo Falk @ OpenAI
=> departure: Cem Tas @ OpenAI

T: OpenAI departures so far: Ana Duric, Bo Falk and Cem Tas
=> departure: Ana Duric @ OpenAI
=> departure: Bo Falk @ OpenAI
=> departure: Cem Tas @ OpenAI

T: Moves
Ana Duric to Anthropic; Bo Falk from Meta to OpenAI; Cem Tas to Cohere.
=> departure: Bo Falk @ Meta
=> hire: Ana Duric @ Anthropic
=> hire: Bo Falk @ OpenAI
=> hire: Cem Tas @ Cohere

Cohere: the following people joined us in May:
¶ 1. Ana Duric, sales
¶ 2. Bo Falk, research engineer
=> hire: Ana Duric @ Cohere
=> hire: Bo Falk @ Cohere

The new members of Mistral AI's research team are:
¶ - Ana Duric
¶ - Bo Falk
=> hire: Ana Duric @ Mistral AI
=> hire: Bo Falk @ Mistral AI

T: Mistral AI
Mistral AI's board: Ana Duric (chair), Bo Falk, Cem Tas.

T: Speakers
Speakers at the OpenAI event:
¶ - Ana Duric, Stripe
¶ - Bo Falk, Meta

T: Brightloom's Aoki jumps to Anthropic
Kenta Aoki, who built the speech team at AI startup Brightloom, starts at Anthropic on Monday.
=> departure: Kenta Aoki @ Brightloom
=> hire: Kenta Aoki @ Anthropic

Robotics startup Handwerk has appointed Nguyen Thi Lan as chief scientist. She was a staff researcher at Google
DeepMind.
=> hire: Nguyen Thi Lan @ Handwerk

T: OpenAI's head of hardware quits
Head of hardware Ruben Castell is leaving OpenAI after a row over chips, according to two people. OpenAI
declined to comment. Castell came from Apple in 2023.
=> departure: Ruben Castell @ OpenAI
=> hire: Ruben Castell @ OpenAI

T: Letter: goodbye from Sol
To the Anthropic community: this week I am stepping away from my role leading interpretability. It has been an
honour.
¶ — Sol Haverford
=> departure: Sol Haverford @ Anthropic

RT @kofi_m: huge news, joining @MistralAI as founding designer!! thank you @figma for 4 incredible years

Kofi Mensah (@kofi_m): huge news, joining @MistralAI as founding designer!! thank you @figma for 4 incredible
years
=> hire: Kofi Mensah @ Mistral AI

T: Inside the split at Marrow
Marrow AI's co-founders no longer speak. Edda Lund, forced out in March, has hired lawyers; Jasper Quill, who
took her job, says the board had no choice.
=> departure: Edda Lund @ Marrow AI
=> role_change: Jasper Quill @ Marrow AI

T: DeepMind promotes Okoye
Chidi Okoye will become Google DeepMind's vice president of robotics, replacing Vera Stamm, who is moving to
Isomorphic Labs as chief executive.
=> departure: Vera Stamm @ Google DeepMind
=> hire: Vera Stamm @ Isomorphic Labs
=> role_change: Chidi Okoye @ Google DeepMind

T: Meta AI chief scientist's deputy leaves
Margaux Thiery, deputy to Meta's chief AI scientist, announced on LinkedIn that she was leaving for a
professorship in Lausanne.
=> departure: Margaux Thiery @ Meta

T: xAI says goodbye
xAI bid farewell to Sanne Groot on Friday. The head of data centres had been with Elon Musk for nine years.
=> departure: Sanne Groot @ xAI

T: Perplexity denies
Perplexity said a report that co-founder Ravi Anand was leaving was "completely false".

T: Talent watch
Anthropic: + Ulrich Stein (Meta), + Joy Adeyemi (Stripe); − Carl Winters.

T: Stability AI finds a chief
Stability AI has found a chief executive at last: Priya Raman, who ran Canva's AI unit.
=> hire: Priya Raman @ Stability AI

T: Cohere
Cohere said its chief AI officer, Joel Pinto, had been let go for expenses fraud. An internal inquiry began in
May.
=> departure: Joel Pinto @ Cohere

T: Sutskever's startup hires
Safe Superintelligence, the lab of Ilya Sutskever, has signed up mathematician Dov Gordon of Tel Aviv
University.
=> hire: Dov Gordon @ Safe Superintelligence
"""


@pytest.mark.parametrize(("title", "text", "expected"), articles(ARTICLES))
def test_article(title: str | None, text: str, expected: set[str]) -> None:
    """The moves of the whole article, each once."""
    assert moves(text, title) == expected
