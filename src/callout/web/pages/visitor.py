"""What a visitor sets for itself: the colours, and signing in and out with a token."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from callout.web.doors import FORM_FIELD
from callout.web.rendering import THEME_COOKIE, THEMES, render

_YEAR = 365 * 24 * 3600


def own_path(written: str) -> str:
    """A path of this site; the first page for anything else, so that a form leads nowhere outside."""
    if (
        written.startswith("/")
        and not written.startswith(("//", "/\\"))
        and written.isprintable()
        and len(written) < 2000
    ):
        return written
    return "/"


async def theme(request: Request) -> Response:
    async with request.form(max_files=0, max_fields=5) as form:
        request.app.state.doors.check_form(request, str(form.get(FORM_FIELD, "")))
        wanted, back = str(form.get("theme", "")), own_path(str(form.get("back", "/")))
    response = RedirectResponse(back, 303)
    if wanted in THEMES:
        response.set_cookie(THEME_COOKIE, wanted, max_age=_YEAR, samesite="strict", path="/")
    return response


async def sign_in_form(request: Request) -> Response:
    doors = request.app.state.doors
    page = await run_in_threadpool(render, "sign_in.html", request, doors.context(request))
    response = Response(page, media_type="text/html")
    doors.keep_visitor(request, response)
    return response


async def sign_in(request: Request) -> Response:
    doors = request.app.state.doors
    async with request.form(max_files=0, max_fields=5) as form:
        doors.check_form(request, str(form.get(FORM_FIELD, "")))
        token, leave = str(form.get("token", "")).strip(), "leave" in form
        name, back = form.get("name"), own_path(str(form.get("back", "/")))
    doors.count_try(request)
    response = RedirectResponse(back, 303)
    if isinstance(name, str):
        doors.call(response, name)
    elif leave:
        doors.sign_out(response)
    else:
        await run_in_threadpool(doors.sign_in, response, token)
    return response
