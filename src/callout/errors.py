"""One tree of errors. Each says what went wrong, where, and what to do about it.

    CalloutError
    ├── SourceError        a file, page, mail or address that cannot be read (the rest goes on)
    │   └── FetchRefused   an address that callout will not fetch
    ├── EvidenceError      a stretch whose words are not in the document: nothing is written
    ├── KnowledgeError     a data file of callout's own that is not as its header says
    ├── EngineError        the reading engine cannot start (a language pipeline is missing)
    ├── DecisionRefused    a decision that cannot be made as it was asked for: nothing is kept
    ├── LedgerError        the store cannot be opened, read or written
    │   ├── NotInLedger    an id that the ledger does not hold (as of the time asked for)
    │   └── QuestionError  a question that the ledger does not understand (a cursor of another search)
    └── RequestError       a request to the pages or the API that is not as it must be

The command line prints `callout: WHERE: WHAT. REMEDY` and exits with `exit_status`.
"""

from __future__ import annotations

from typing import ClassVar


class CalloutError(Exception):
    """An error that callout expects: `where` it happened, `what` happened, and the `remedy`."""

    exit_status: ClassVar[int] = 1

    def __init__(self, where: str, what: str, remedy: str) -> None:
        super().__init__(where, what, remedy)
        self.where = where
        self.what = what
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.where}: {self.what}. {self.remedy}"


class SourceError(CalloutError):
    """An input that could not be turned into a document. The other inputs go on."""


class FetchRefused(SourceError):
    """An address outside what callout fetches: not http(s), not public, too large or too slow."""


class EvidenceError(CalloutError):
    """A stretch of text that is not word for word in its document."""


class KnowledgeError(CalloutError):
    """A data file that does not hold what its header promises."""


class EngineError(CalloutError):
    """A reading engine that cannot start."""

    exit_status = 3


class DecisionRefused(CalloutError):
    """A decision without a person or a reason, or on what cannot be decided so."""

    exit_status = 2


class LedgerError(CalloutError):
    """A ledger that cannot be opened, read or written."""

    exit_status = 4


class NotInLedger(LedgerError):
    """An id that the ledger does not hold."""

    exit_status = 5


class QuestionError(LedgerError):
    """A question that the ledger does not understand: the cursor of another search, a limit below one."""

    exit_status = 2


class RequestError(CalloutError):
    """A request to the pages or the API that is refused; `status` is that of HTTP."""

    def __init__(self, where: str, what: str, remedy: str, status: int = 400) -> None:
        super().__init__(where, what, remedy)
        self.status = status
