"""The explicit list of routers; nothing registers itself."""

from handlers import (
    alarms,
    answers,
    bursts,
    call_button,
    claims,
    completion,
    desk,
    digest,
    front_desk,
    full_rooms,
    handovers,
    incident_desk,
    incidents,
    lanes,
    offers,
    progress,
    reasons,
    requests,
    reviews,
    teaching,
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
        bursts,
        full_rooms,
        claims,
        handovers,
        progress,
        completion,
        reviews,
        answers,
        volunteers,
        teaching,
        desk,
        reasons,
        lanes,
        digest,
        call_button,
        front_desk,
    )
)
