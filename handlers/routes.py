"""The explicit list of routers; nothing registers itself."""

from handlers import (
    alarms,
    answers,
    claims,
    completion,
    desk,
    digests,
    front_desk,
    handovers,
    incident_desk,
    incidents,
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
        digests,
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
        front_desk,
    )
)
