"""Makes `reports/exchange-european-union.pdf` from the text below. Needs fpdf2 (in requirements/dev.txt)."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from fpdf import FPDF

TITLE = "European Union, NATO and London speak of China and the Exchange servers"

PAGES = (
    (
        "BRUSSELS, 19 July 2021. The European Union, NATO and the United Kingdom spoke on Monday of the same "
        "intrusion, and chose different words.",
        "The European Union and its member states said that the compromise and exploitation of the Microsoft Exchange "
        "Server undermined the security of thousands of computers and networks worldwide. The activity was conducted "
        "from the territory of China for the purpose of intellectual property theft and espionage, the high "
        "representative, Josep Borrell, said in a declaration.",
        "“We continue to urge the Chinese authorities to adhere to these norms and not allow its territory to be used "
        "for malicious cyber activities,” Borrell said.",
    ),
    (
        "The United Kingdom went further. Chinese state-backed actors were responsible for gaining access to computer "
        "networks around the world via Microsoft Exchange servers, the foreign secretary, Dominic Raab, said. The "
        "National Cyber Security Centre assesses that it is highly likely that a group known as Hafnium, which is "
        "associated with the Chinese state, carried out the activity.",
        "NATO acknowledged the national statements by allies such as Canada, the United Kingdom and the United States "
        "that attribute responsibility for the Exchange Server compromise to China.",
        "China denied it. The foreign ministry spokesman, Zhao Lijian, told a regular briefing on Tuesday that the "
        "accusation was fabricated out of thin air and that China firmly opposes all forms of cyberattacks.",
        "Microsoft released security updates for CVE-2021-26855 and three other flaws on 2 March 2021.",
    ),
)


def main() -> None:
    pdf = FPDF(format="A4")
    pdf.set_title(TITLE)
    pdf.set_creation_date(dt.datetime(2021, 7, 20, tzinfo=dt.UTC))
    pdf.set_margin(25)
    for number, paragraphs in enumerate(PAGES):
        pdf.add_page()
        if number == 0:
            pdf.set_font("Helvetica", style="B", size=15)
            pdf.multi_cell(0, 8, TITLE, new_x="LMARGIN", new_y="NEXT")
            pdf.ln(4)
        pdf.set_font("Helvetica", size=11)
        for paragraph in paragraphs:
            plain = paragraph.replace("“", '"').replace("”", '"')
            pdf.multi_cell(0, 6, plain, align="L", new_x="LMARGIN", new_y="NEXT")
            pdf.ln(4)
    pdf.output(str(Path(__file__).parent / "reports" / "exchange-european-union.pdf"))


if __name__ == "__main__":
    main()
