"""`/add`: paste a text, give files, or an address; then see what becomes of them."""

from __future__ import annotations

import re

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from callout.errors import RequestError
from callout.record.dates import When
from callout.record.document import Document
from callout.web.adding import Adding
from callout.web.asked import Asked
from callout.web.desk import Desk
from callout.web.doors import FORM_FIELD
from callout.web.reading_room import Address, Pasted, Upload
from callout.web.rendering import render
from callout.web.twins import Shown, Table

FILES = 50
"""Files of one form, at most."""
PASTED = "pasted"
"""The address of a text that was pasted without one."""
_LONGEST_NAME = 200


def add_form(request: Request, asked: Asked, desk: Desk) -> Shown:
    return Shown(
        "add.html", {}, record=lambda: {"add": "POST /api/v1/documents"}, table=lambda: Table(("address",), ())
    )


async def add(request: Request) -> Response:
    """Takes a form and answers with the address of its job."""
    doors = request.app.state.doors
    async with request.form(max_files=FILES, max_fields=20, max_part_size=request.app.state.settings.largest) as form:
        doors.check_form(request, _text(form, FORM_FIELD))
        doors.writer(request)
        doors.count_add(request)
        orders = await _orders(form)
    job = request.app.state.adding.submit(orders)
    return RedirectResponse(f"/add/{job.id}", 303)


async def _orders(form: FormData) -> list[Address | Upload | Pasted]:
    how = _text(form, "how")
    if how == "paste":
        return [
            pasted(
                _text(form, "text"),
                _text(form, "title"),
                _text(form, "source"),
                _text(form, "published"),
                _text(form, "uri"),
            )
        ]
    if how == "address":
        return [Address(web_address(_text(form, "address"), "the address"))]
    if how == "upload":
        files = [f for f in form.getlist("files") if isinstance(f, UploadFile) and f.filename]
        if not files:
            raise RequestError("the form", "no file came with it", "Choose one", 422)
        return [Upload(file_name(f.filename), await f.read()) for f in files]
    raise RequestError("the form", "it does not say what is added", "Use the form on /add", 422)


def pasted(text: str, title: str, source: str, published: str, uri: str) -> Pasted:
    """A text with what its giver says of it. Raises RequestError (422) where a part is not as it must be."""
    if not text.strip():
        raise RequestError("the text", "it is empty", "Paste a report", 422)
    try:
        when = When.parse(published) if published.strip() else None
    except ValueError:
        raise RequestError(
            "published", f"{published[:40]!r} is no date", "Write it as 2021-07-20, 2021-07 or 2021", 422
        ) from None
    # A browser sends line ends as CR LF, whatever was pasted.
    document = Document.of(
        text.replace("\r\n", "\n").replace("\0", ""),
        web_address(uri, "the address") if uri.strip() else PASTED,
        title=title.strip()[:_LONGEST_NAME] or None,
        source=source.strip()[:_LONGEST_NAME] or None,
        published=when,
    )
    return Pasted(document)


def web_address(written: str, where: str) -> str:
    address = written.strip()
    if not re.match(r"https?://[^\s/]", address, re.I) or len(address) > 2000:
        raise RequestError(where, f"{address[:60]!r} is no web address", "Give one that begins with https://", 422)
    return address


def file_name(given: str | None) -> str:
    """A name to call an upload by: its last part, without what no name holds. It is never opened."""
    name = re.split(r"[\\/]", given or "")[-1]
    return re.sub(r"[\x00-\x1f\x7f]", "", name).strip()[:_LONGEST_NAME] or "upload"


def _text(form: FormData, name: str) -> str:
    value = form.get(name)
    return value if isinstance(value, str) else ""


async def job(request: Request) -> Response:
    """How a job goes; when it is done and was one document, on to that document."""
    adding: Adding = request.app.state.adding
    found = adding.job(request.path_params["job"])
    only = found.only
    if only is not None and only.document is not None:
        address = f"/documents/{only.document}?added={'new' if only.new else 'known'}"
        if "hx-request" in request.headers:
            return Response(status_code=204, headers={"HX-Redirect": address})
        return RedirectResponse(address, 303)
    context = {**request.app.state.doors.context(request), "job": found, "before": adding.before(found)}
    template = "job_progress.html" if "hx-request" in request.headers else "job.html"
    return Response(await run_in_threadpool(render, template, request, context), media_type="text/html")
