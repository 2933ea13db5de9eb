"""A question for the head of an answer alone (HEAD) gets no body: whoever keeps the connection open
would take the body for the next answer."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse


def without_body(
    get_response: Callable[[HttpRequest], HttpResponse | StreamingHttpResponse],
) -> Callable[[HttpRequest], HttpResponse | StreamingHttpResponse]:
    """Answer HEAD as GET is answered, its length told and its body left out (RFC 9110, 9.3.2)."""

    def answer(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
        response = get_response(request)
        if request.method != "HEAD":
            return response
        if isinstance(response, StreamingHttpResponse):
            response.close()
            response.streaming_content = ()
        else:
            response.headers.setdefault("Content-Length", str(len(response.content)))
            response.content = b""
        return response

    return answer
