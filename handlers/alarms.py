"""Danger: the number to call comes first, then staff, and nobody is sent into it."""

from dataclasses import replace

from handlers.audience import alert_staff, job_of
from handlers.consequences import SoundAlarm
from handlers.context import Context
from handlers.messages import Kind, Ref, Send
from handlers.router import Reactions, Router

router = Router()

_STAFF = 2


@router.on(SoundAlarm)
async def sound_alarm(intent: SoundAlarm, ctx: Context) -> Reactions:
    """`emergency` where it was said, in private for violence and suicide; then `staff-alert`."""
    request = await ctx.requests.get(intent.request)
    request = await ctx.requests.save(replace(request, rung=max(request.rung, _STAFF)))
    job = await job_of(request, ctx)
    danger = request.danger.value if request.danger else ""
    send = Send(
        Kind.EMERGENCY,
        request=request.number,
        variant=danger,
        args={"number": request.number, "hotline": ctx.hotlines.get(danger), "danger": Ref("danger", danger)},
    )
    in_group = request.said_in is not None and not job.is_private
    if in_group and request.said_in == request.room:
        first = replace(send, room=request.room, mentions=(request.requester,))
    else:
        first = replace(send, to=request.recorded_by or request.requester)
    return [first, *await alert_staff(job, ctx, "danger", danger=Ref("danger", danger))]
