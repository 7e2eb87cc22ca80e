"""The explicit list of routers; nothing registers itself."""

from handlers import (
    alarms,
    answers,
    call_button,
    claims,
    completion,
    desk,
    digest,
    front_desk,
    handovers,
    incident_desk,
    incidents,
    lanes,
    offers,
    progress,
    requests,
    reviews,
    teaching,
    teams,
    volunteers,
)
from handlers.router import Routes

ROUTES = Routes(
    module.router
    for module in (
        requests,
        alarms,
        incidents,
        incident_desk,
        offers,
        claims,
        handovers,
        progress,
        completion,
        reviews,
        answers,
        volunteers,
        teaching,
        desk,
        teams,
        lanes,
        digest,
        call_button,
        front_desk,
    )
)
