"""The explicit list of routers; nothing registers itself."""

from handlers import (
    alarms,
    answers,
    claims,
    completion,
    desk,
    front_desk,
    handovers,
    incident_desk,
    incidents,
    offers,
    progress,
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
        claims,
        handovers,
        progress,
        completion,
        reviews,
        answers,
        volunteers,
        teaching,
        desk,
        front_desk,
    )
)
