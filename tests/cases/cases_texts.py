"""Short reports on real public attributions, in words of our own: who said what, and when, is as it was made public.

Each stands under the name by which the tests call it, with the day on which it came out and its headline.
"""

from __future__ import annotations

from dataclasses import dataclass

from callout.record.dates import When
from callout.record.document import Document


@dataclass(frozen=True, slots=True)
class Text:
    published: str
    title: str
    body: str

    def document(self, name: str) -> Document:
        return Document.of(
            f"{self.title}\n\n{self.body}\n", name, title=self.title, published=When.parse(self.published)
        )


TEXTS = {
    # Britain on the attacks against Georgia, February 2020, in two newspapers
    "georgia-morning": Text(
        "2020-02-20",
        "London names Russian military spies over Georgia",
        "Britain said on Thursday that Russia's military intelligence service, the GRU, carried out the cyberattacks"
        " against Georgia in October.",
    ),
    "georgia-evening": Text(
        "2020-02-21",
        "Defaced websites: Britain holds the GRU responsible",
        "The GRU was behind the cyberattacks against Georgia that defaced thousands of websites, the British"
        " government said on Thursday.",
    ),
    # One sentence of the White House on WannaCry, December 2017, in three newspapers
    "wannacry-morning": Text(
        "2017-12-19",
        "North Korea did it, says the White House",
        "“The attack was widespread and cost billions, and North Korea is directly responsible,” the White House said"
        " of WannaCry.",
    ),
    "wannacry-evening": Text(
        "2017-12-19",
        "America names a culprit for the great ransomware attack",
        "Hospitals in Britain were among the victims of WannaCry in May.\n\n"
        '"The attack was widespread and cost billions, and North Korea is directly responsible," the White House said'
        " of WannaCry.",
    ),
    "wannacry-weekly": Text(
        "2017-12-22",
        "The week in brief",
        "Washington spoke about ransomware. “The attack was widespread and cost billions, and North Korea is directly"
        " responsible,” the White House said of WannaCry.",
    ),
    # Finland and New Zealand on their parliaments, 26 March 2024: two campaigns
    "helsinki": Text(
        "2024-03-26",
        "Finland links Chinese group to hack of its parliament",
        "The Finnish police said on Tuesday that the Chinese group APT31 was behind the cyberattack on the parliament"
        " that was discovered in the autumn of 2020.",
    ),
    "wellington": Text(
        "2024-03-26",
        "New Zealand says a Chinese group broke into its parliament's network",
        "New Zealand on Tuesday accused the Chinese state-sponsored group APT40 of hacking the network of its"
        " parliament.\n\n"
        "The Chinese embassy in Wellington rejected the accusation as groundless and irresponsible.",
    ),
    # Britain on the Electoral Commission and the charges against APT31, 25 March 2024: a statement and an indictment
    "london": Text(
        "2024-03-25",
        "Britain accuses China over breach at election watchdog",
        "The British government on Monday accused China of the cyberattack on the Electoral Commission, in which the"
        " names and addresses of 40 million voters were copied.\n\n"
        "The Chinese embassy in London called the allegation a malicious slander.",
    ),
    "new-york": Text(
        "2024-03-25",
        "Seven charged over hacking by APT31",
        "The US Department of Justice on Monday charged seven Chinese nationals, members of the group APT31, with"
        " breaking into computers. For fourteen years they had sent malicious emails to officials and companies.",
    ),
    "both-on-monday": Text(
        "2024-03-26",
        "A day of accusations against Beijing",
        "Britain on Monday accused China of the hack of the Electoral Commission, in which the data of 40 million"
        " voters were copied.\n\n"
        "China's foreign ministry denied the British accusation.\n\n"
        "The US Department of Justice the same day charged seven Chinese nationals of the group APT31.",
    ),
    # SolarWinds: the attribution of April 2021, the answer, and a look back a year and a half later
    "washington": Text(
        "2021-04-15",
        "Washington blames Moscow for SolarWinds",
        "The United States on Thursday accused Russia's foreign intelligence service, the SVR, of the SolarWinds hack."
        " The White House said with high confidence that the SVR was behind it.",
    ),
    "moscow": Text(
        "2021-04-16",
        "Kremlin answers",
        "Russia on Friday denied any part in the SolarWinds hack. Its foreign ministry called the charge unfounded.",
    ),
    "redmond": Text(
        "2022-10-24",
        "What SolarWinds taught",
        "Microsoft said on Monday that the Russian intelligence service SVR was responsible for the SolarWinds hack.",
    ),
    # The Bundestag in 2016 and in 2020
    "berlin": Text(
        "2016-05-13",
        "Berlin points at Moscow",
        "Germany's domestic intelligence service on Friday accused Russia of the Bundestag hack of the year before.",
    ),
    "brussels": Text(
        "2020-10-22",
        "Sanctions for the attack on a parliament",
        "The European Union on Thursday sanctioned two officers of the GRU over the Bundestag hack. Germany said that"
        " Russia was responsible for the Bundestag hack.\n\n"
        "Russia's foreign ministry rejected the accusation as unfounded.",
    ),
    # Albania and Iran, September 2022
    "tirana": Text(
        "2022-09-07",
        "Albania breaks with Iran",
        "Albania on Wednesday accused Iran of the cyberattack of July that destroyed data of the Albanian government,"
        " and expelled Iran's diplomats. The prime minister, Edi Rama, called the evidence indisputable.\n\n"
        "Iran's foreign ministry denied the accusation and called it baseless.",
    ),
}


def documents() -> list[Document]:
    return [text.document(name) for name, text in TEXTS.items()]
