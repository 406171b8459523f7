"""Running text as the press writes it: what a sentence leaves out stands in the ones around it."""

from __future__ import annotations

import pytest
from english_cases import articles, moves

# An article a paragraph: "T:" its title, "=>" its moves.
ARTICLES = """
T: Anthropic's interpretability chief walks
Petra Lindgren handed in her notice at Anthropic on Monday, ending four years as its head of interpretability.
She has not said what she will do next. Her number two, Osman Keller, steps up as acting head.
=> departure: Petra Lindgren @ Anthropic
=> role_change: Osman Keller @ Anthropic

T: Mistral adds a chief revenue officer
Mistral has hired Claudine Moreau away from Salesforce as chief revenue officer. She starts on Monday and will
report to Arthur Mensch.
=> hire: Claudine Moreau @ Mistral AI

T: xAI loses another co-founder
Toby Pohlen is the latest of xAI's founders to call it a day. The engineer told followers on X that Friday had
been his last day.
=> departure: Toby Pohlen @ xAI

T: Perplexity's product head goes to Meta
Meta's spending has claimed another scalp. Henry Okafor, until this week head of product at Perplexity, will
start at the social network on March 3.
=> departure: Henry Okafor @ Perplexity
=> hire: Henry Okafor @ Meta

T: Two exits in a week
Cohere said goodbye to two of its leaders this week. Nils Brandt, who ran sales, resigned on Tuesday. A day
later the startup's head of research, Sara Haddad, followed him out of the door.
=> departure: Nils Brandt @ Cohere
=> departure: Sara Haddad @ Cohere

T: New lab in Paris
Three former Meta researchers have raised $30 million for a lab in Paris. Loriane Petit, Sami Benali and Theo
Garcin started Ligne AI in the spring after leaving FAIR.
=> departure: Loriane Petit @ Meta FAIR
=> departure: Sami Benali @ Meta FAIR
=> departure: Theo Garcin @ Meta FAIR
=> founding: Loriane Petit @ Ligne AI
=> founding: Sami Benali @ Ligne AI
=> founding: Theo Garcin @ Ligne AI

T: Who runs what at Google DeepMind
Koray Kavukcuoglu gets a second hat. The DeepMind technology chief becomes Google's chief AI architect as well.
=> role_change: Koray Kavukcuoglu @ Google

T: Safety staff continue to leave OpenAI
Rosie Lamb has left OpenAI. The researcher, who worked on governance, wrote that she had come to doubt the
company's direction. She joins a list that includes Daniel Kokotajlo and William Saunders, both of whom resigned
in 2024.
=> departure: Daniel Kokotajlo @ OpenAI
=> departure: Rosie Lamb @ OpenAI
=> departure: William Saunders @ OpenAI

T: Apple's AI brain drain
Apple has lost its head of foundation models to Meta. Ruoming Pang, who came to the iPhone maker from Google in
2021, accepted a package worth more than $200 million.
=> departure: Ruoming Pang @ Apple
=> departure: Ruoming Pang @ Google
=> hire: Ruoming Pang @ Apple
=> hire: Ruoming Pang @ Meta

T: Stability AI founder out
Emad Mostaque has given up the chief executive's job at Stability AI and left its board. Shan Shan Wong and
Christian Laforte will run the company between them until a successor is found.
=> departure: Emad Mostaque @ Stability AI
=> role_change: Christian Laforte @ Stability AI
=> role_change: Shan Shan Wong @ Stability AI

T: Character names a boss
Karandeep Anand has been running Character.AI since June, when he took over from Dominic Perella. Anand had
spent fifteen years at Microsoft and Meta.
=> hire: Karandeep Anand @ Character.AI

T: Note to staff
Mark Chen told employees in a note on Saturday that Barret Zoph, Liam Fedus and Hannah Wong had decided to move
on. "I have loved working with each of them," the OpenAI research chief wrote.
=> departure: Barret Zoph @ OpenAI
=> departure: Hannah Wong @ OpenAI
=> departure: Liam Fedus @ OpenAI

T: Snapshot
Before joining Anthropic in May, Jan Leike co-led OpenAI's superalignment team with Ilya Sutskever. Both
resigned within hours of each other.
=> departure: Ilya Sutskever @ OpenAI
=> departure: Jan Leike @ OpenAI
=> hire: Jan Leike @ Anthropic

T: Databricks and MosaicML
Jonathan Frankle, the chief AI scientist of Databricks, has no intention of leaving. "I'm not going anywhere,"
he said when asked about an approach from Meta.

T: Nvidia's man in Beijing
He left Baidu in 2019, and now Jun Watanabe is quitting Nvidia too. The researcher told friends he would be
joining ByteDance's Seed team in Shanghai.
=> departure: Jun Watanabe @ Baidu
=> departure: Jun Watanabe @ Nvidia
=> hire: Jun Watanabe @ ByteDance Seed

T: A new broom at AI2
The Allen Institute for AI has a new boss. Ali Farhadi, a co-founder of Xnor.ai, succeeds Oren Etzioni, who
stood down last September after nine years.
=> departure: Oren Etzioni @ Allen Institute for AI
=> hire: Ali Farhadi @ Allen Institute for AI

T: Obituary
Doug Lenat, who died on Thursday, left Stanford in 1984 to run the Cyc project.

T: Copilot
Kevin Scott, Microsoft's technology chief, hired Peter Lee back in 2010. Lee, a computer scientist, now runs
Microsoft Research.
=> hire: Peter Lee @ Microsoft

T: Lawsuits
xAI has sued Xuechen Li, an engineer it says took its secrets with him when he left for OpenAI.
=> departure: Xuechen Li @ xAI
=> hire: Xuechen Li @ OpenAI

T: Runway
Runway's first hire, Anastasis Germanidis, is its technology chief. Kamil Sindi, who was in charge of
engineering, departed last month and was replaced by Alejandro Matamala.
=> departure: Kamil Sindi @ Runway
=> role_change: Alejandro Matamala @ Runway

T: Anthropic policy
Anthropic has poached Chris Olsen from the White House to head its Washington office; he takes over in May from
Jack Ferris, who is moving to London.
=> hire: Chris Olsen @ Anthropic

T: Aleph Alpha
Jonas Andrulis will step down as chief executive of Aleph Alpha and become chairman of its advisory board. Reto
Spörri and Ilhan Scheer will take his place.
=> role_change: Ilhan Scheer @ Aleph Alpha
=> role_change: Jonas Andrulis @ Aleph Alpha
=> role_change: Reto Spörri @ Aleph Alpha

T: Diaspora
Alumni of the lab are everywhere. Arthur Mensch went home to Paris to start Mistral. Aidan Gomez built Cohere.
David Silver, the father of AlphaGo, left DeepMind in January and founded Ineffable Intelligence.
=> departure: David Silver @ Google DeepMind
=> founding: Aidan Gomez @ Cohere
=> founding: Arthur Mensch @ Mistral AI
=> founding: David Silver @ Ineffable Intelligence

T: Exodus at AI21
Yoav Levine is leaving AI21 Labs, where he was chief scientist. So is Barak Lenz, its technology chief.
=> departure: Barak Lenz @ AI21 Labs
=> departure: Yoav Levine @ AI21 Labs

T: Musings
I joined DeepMind in 2016, as employee 200 or so. Last Friday I turned in my badge. -- Karl Odermatt
=> departure: Karl Odermatt @ Google DeepMind
=> hire: Karl Odermatt @ Google DeepMind

T: Amazon's AGI boss
Rohit Prasad is leaving Amazon at the end of the year. Peter DeSantis, a 27-year veteran of the company, will
oversee a new group that combines models, chips and quantum computing.
=> departure: Rohit Prasad @ Amazon
=> role_change: Peter DeSantis @ Amazon

T: The revolving door
Not everybody stays. Hamza Riaz lasted seven months at xAI before heading back to DeepMind, and Lou Castel, who
had followed him there, was gone by June.
=> departure: Hamza Riaz @ xAI
=> departure: Lou Castel @ xAI
=> return: Hamza Riaz @ Google DeepMind

T: People
Moves: Anthropic has named Priya Sundaram its first chief economist. She was a professor at Chicago Booth. Over
at Mistral, Luc Fabre has been promoted to head of product. And Runway has parted company with its marketing
chief, Dana Whitlock.
=> departure: Dana Whitlock @ Runway
=> hire: Priya Sundaram @ Anthropic
=> role_change: Luc Fabre @ Mistral AI

T: Interview with a sceptic
"I stopped believing in it," says Gregor Faludi. So two years ago he resigned from OpenAI, where he had been
employee number 41, and moved back to Budapest. These days he teaches.
=> departure: Gregor Faludi @ OpenAI

T: ElevenLabs brings in a COO
ElevenLabs, the voice-cloning company, said on Monday it had appointed Mirela Toth chief operating officer. She
comes from Spotify, where she spent eight years.
=> hire: Mirela Toth @ ElevenLabs

T: Nobel laureate stays
Reports that Demis Hassabis would leave DeepMind are wrong, Google said. The Nobel laureate "isn't going
anywhere".

T: Poolside
Eiso Kant has taken over as sole chief executive of Poolside. His co-founder Jason Warner, who shared the job,
becomes chairman.
=> role_change: Eiso Kant @ Poolside
=> role_change: Jason Warner @ Poolside

T: Resignations at Stability
Ed Newton-Rex resigned from Stability AI over its stance on copyright. He had led its audio team. He now runs
Fairly Trained, a nonprofit he founded.
=> departure: Ed Newton-Rex @ Stability AI

T: A departure and a promise
Lilian Weng's last day at OpenAI will be November 15, she wrote, after nearly seven years. Weng was vice
president of research and safety.
=> departure: Lilian Weng @ OpenAI

T: Newsletter
**Hires and fires.** Perplexity's new finance chief is Doug Larsen (ex-Uber). Inflection let go of its head of
sales, Ruth Amis. Ex-Googler Tim Park is joining Reka.
=> departure: Ruth Amis @ Inflection AI
=> hire: Doug Larsen @ Perplexity
=> hire: Tim Park @ Reka

T: Essay
When people leave OpenAI they tend to write. Steven Adler did, and Miles Brundage did, and so did Richard Ngo,
who resigned in November.
=> departure: Richard Ngo @ OpenAI

T: Germany's AI hope
Samuel Weinbach, who started Aleph Alpha with Jonas Andrulis in 2019, has quit the Heidelberg company. He
declined to say why.
=> departure: Samuel Weinbach @ Aleph Alpha
=> founding: Jonas Andrulis @ Aleph Alpha
=> founding: Samuel Weinbach @ Aleph Alpha

T: Chief scientist swaps labs
Weeks after denying that he would go, Ruslan Petrov has traded Cohere for Anthropic. He'll be based in London
and report to Jared Kaplan, the company said.
=> departure: Ruslan Petrov @ Cohere
=> hire: Ruslan Petrov @ Anthropic

T: Quantum
Google's Hartmut Neven, who runs its quantum lab, said AI would need it.

T: Farewell
"After six wonderful years, I've decided to leave DeepMind," wrote Oriane Kessel on Tuesday. "I'm going to take
some time, travel and then build something new."
=> departure: Oriane Kessel @ Google DeepMind

T: Short
Mira Murati out as OpenAI CTO; Bob McGrew and Barret Zoph also go.
=> departure: Barret Zoph @ OpenAI
=> departure: Bob McGrew @ OpenAI
=> departure: Mira Murati @ OpenAI

T: Ousted and back
Sam Altman was restored as OpenAI's chief executive on Tuesday night, five days after the board had thrown him
out. Adam D'Angelo is the only director who keeps his seat.
=> departure: Sam Altman @ OpenAI
=> return: Sam Altman @ OpenAI

T: Physical Intelligence
Physical Intelligence has landed Michael Equi from Tesla's Optimus team. Lachy Groom, its co-founder, said more
would follow.
=> departure: Michael Equi @ Tesla
=> hire: Michael Equi @ Physical Intelligence

T: Apple memo
Apple's John Giannandrea will give up his post as head of machine learning and stay on as an adviser until he
retires in spring.
=> role_change: John Giannandrea @ Apple

T: Tencent
Tencent has enticed Vinces Yao away from OpenAI with a package said to be worth 100m yuan.
=> departure: Vinces Yao @ OpenAI
=> hire: Vinces Yao @ Tencent

T: The lab that lost its mind
It began with a tweet. "Today is my last day at DeepMind," wrote Ingrid Sorensen, the head of its neuroscience
group. By the end of the month four of her colleagues had gone as well, among them Tobi Okonkwo and Rahel Stein.
=> departure: Ingrid Sorensen @ Google DeepMind
=> departure: Rahel Stein @ Google DeepMind
=> departure: Tobi Okonkwo @ Google DeepMind

T: The week in AI
Ines Calder, OpenAI's head of people, is on her way out. Google DeepMind has a new head of safety: Rupert Lang,
late of Anthropic. Cohere's finance director, Will Tso, has jumped to Perplexity.
=> departure: Ines Calder @ OpenAI
=> departure: Will Tso @ Cohere
=> hire: Rupert Lang @ Google DeepMind
=> hire: Will Tso @ Perplexity

T: Physicist turns coder
Ulrich Wenger, a physicist by training, has been poached from Mistral by Thinking Machines, where he'll work
with his former supervisor.
=> departure: Ulrich Wenger @ Mistral AI
=> hire: Ulrich Wenger @ Thinking Machines Lab

T: Ex-OpenAI policy chief
Page Hedley spent two years as an adviser at OpenAI. He now campaigns against it.

T: Mistral
Mistral's Guillaume Lample said the firm would hire 200 people this year. He did not mention that its head of
inference had just been hired by Nvidia.

T: Runway loses its head of research
"It is time," wrote Fausto Bellini. With those words the head of research at Runway ended a seven-year stay.
Runway said that Iris Maddox would fill in for him.
=> departure: Fausto Bellini @ Runway
=> role_change: Iris Maddox @ Runway

T: Not so fast
Rumours that Sergey Levine might quit Physical Intelligence for Google were "nonsense", he told friends.

T: Microsoft's Suleyman
Mustafa Suleyman co-founded DeepMind in 2010, left Google in 2022 to start Inflection AI with Reid Hoffman and
Karén Simonyan, and moved to Microsoft two years later.
=> departure: Mustafa Suleyman @ Google
=> departure: Mustafa Suleyman @ Inflection AI
=> founding: Karén Simonyan @ Inflection AI
=> founding: Mustafa Suleyman @ Google DeepMind
=> founding: Mustafa Suleyman @ Inflection AI
=> founding: Reid Hoffman @ Inflection AI
=> hire: Mustafa Suleyman @ Microsoft

T: Sacked
OpenAI has sacked two researchers, Leopold Aschenbrenner and Pavel Izmailov, for leaking. Aschenbrenner was an
ally of Ilya Sutskever.
=> departure: Leopold Aschenbrenner @ OpenAI
=> departure: Pavel Izmailov @ OpenAI

T: The professor
Sergey Kovalenko will leave his chair at Princeton for Anthropic. His wife, the linguist Maria Kovalenko, is
joining too.
=> hire: Maria Kovalenko @ Anthropic
=> hire: Sergey Kovalenko @ Anthropic

T: A fund
Leopold Aschenbrenner's fund has hired Carl Shulman.

T: Amazon's AGI lab
David Luan is leaving Amazon less than two years after the retailer hired him and his co-founders from Adept.
=> departure: David Luan @ Adept
=> departure: David Luan @ Amazon
=> hire: David Luan @ Amazon

T: The chief of staff
Tasha Lindqvist, Sam Altman's chief of staff, has resigned, people close to her said. OpenAI declined to
comment.
=> departure: Tasha Lindqvist @ OpenAI

T: Exit at Stability
Stability AI confirmed that Christian Laforte had departed. It gave no reason. Laforte, co-chief executive until
June, could not be reached.
=> departure: Christian Laforte @ Stability AI

T: Two-way traffic
The traffic between the two firms runs both ways. In May OpenAI hired Sofia Marques from Anthropic; in June
Anthropic hired Theo Blum from OpenAI.
=> departure: Sofia Marques @ Anthropic
=> departure: Theo Blum @ OpenAI
=> hire: Sofia Marques @ OpenAI
=> hire: Theo Blum @ Anthropic

T: Musk on Zaremba
Elon Musk said on a podcast that he had hired Wojciech Zaremba's former student.

T: Sora's head leaves
Bill Peebles, who ran Sora, is leaving OpenAI. So are Kevin Weil and Srinivas Narayanan, the company said on
Friday.
=> departure: Bill Peebles @ OpenAI
=> departure: Kevin Weil @ OpenAI
=> departure: Srinivas Narayanan @ OpenAI

T: Alibaba's loss
Junyang Lin, the public face of Alibaba's Qwen, said in a post that he was stepping down. He is the third senior
member of the team to go this year, after Yu Bowen and Hui Binyuan.
=> departure: Hui Binyuan @ Alibaba
=> departure: Junyang Lin @ Alibaba
=> departure: Yu Bowen @ Alibaba

T: Reflection AI
Misha Laskin and Ioannis Antonoglou quit Google DeepMind at the start of 2024. The pair have since built
Reflection AI into a company worth $8 billion.
=> departure: Ioannis Antonoglou @ Google DeepMind
=> departure: Misha Laskin @ Google DeepMind
=> founding: Ioannis Antonoglou @ Reflection AI
=> founding: Misha Laskin @ Reflection AI

T: OpenAI names a lawyer
OpenAI's first general counsel, Jason Kwon, has become its chief strategy officer, and Che Chang moves up to
replace him.
=> role_change: Che Chang @ OpenAI
=> role_change: Jason Kwon @ OpenAI
"""


@pytest.mark.parametrize(("title", "text", "expected"), articles(ARTICLES))
def test_running_text(title: str | None, text: str, expected: set[str]) -> None:
    """The moves of the whole article, each once."""
    assert moves(text, title) == expected
