"""The explicit list of routers; nothing registers itself."""

from handlers import (
    alarms,
    answers,
    bursts,
    claims,
    completion,
    desk,
    front_desk,
    handovers,
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
        offers,
        bursts,
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
