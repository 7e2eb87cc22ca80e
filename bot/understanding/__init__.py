"""PROVISIONAL."""
import re, unicodedata
from dataclasses import dataclass
from datetime import datetime
from handlers.rules.slots import Place, Slots

@dataclass(frozen=True, slots=True)
class Expecting:
    awaiting_review: bool = False
    open_requests: tuple[int, ...] = ()
    own_requests: tuple[int, ...] = ()
    own_claims: tuple[int, ...] = ()
    role: str | None = None
    quoted: str | None = None
    private: bool = False
    mentions_bot: bool = False

@dataclass(frozen=True, slots=True)
class Reading:
    decision: str; intent: str; confidence: float; service: str | None; also: tuple[str, ...]
    urgency: str | None; danger: str | None; slots: Slots; lang: str
    not_done: bool = False
    only_mine: bool = False

def normalise(t): return unicodedata.normalize("NFKC", t)
def public_name(n): return re.sub(r"^[\d\-栋单元号]+", "", n) or n
def read_place(t):
    m=re.search(r"(\d+)栋(?:(\d+)单元)?(\d+)?",t) or re.search(r"(\d+)-(\d+)-(\d+)",t) or re.search(r"building (\d+)(?: unit (\d+))?(?: room (\d+))?",t,re.I)
    return Place(m[1],m[2],m[3]) if m else None
def read_answer(t):
    t=t.strip().lower()
    if t in("是","要","可以","好","yes","ok"): return True
    if t in("不","不要","no","不用"): return False
    return None
S=[("electricity","停电|灯坏|power"),("plumbing","水管|下水道|水龙头|马桶|sink|修水|爆了"),("moving","sofa|搬"),("sharpening","磨"),("counselling","心理")]
def services_named(t): return tuple(c for c,p in S if re.search(p,t))
def read(text, expecting=Expecting(), *, now, lang="auto"):
    t=normalise(text).lower(); s=services_named(t); sl=Slots(place=read_place(t)); 
    ph=re.search(r"1\d{10}",t); 
    if ph: sl=Slots(place=sl.place,phone=ph[0])
    def R(i,**k): 
        d=dict(decision="silent" if i=="none" else "act",intent=i,confidence=1.0,service=None,also=(),urgency=None,danger=None,slots=sl,lang="zh"); d.update(k); return Reading(**d)
    if re.search("摔倒",t): return R("request",service="first_aid",danger="medical",urgency="emergency")
    if re.search("不想活",t): return R("request",service="counselling",danger="suicide",urgency="emergency")
    if re.search("fire",t): return R("request",service="hazard",danger="fire",urgency="emergency")
    if re.search("志愿者",t) and "当" in t: return R("register")
    if re.search("来不了",t): return R("withdraw")
    m=re.match(r"^(\d)分?\b|^满分",t)
    if m and expecting.awaiting_review: return R("review",slots=Slots(rating=int(m[1]) if m[1] else 5))
    if re.search("没修好",t): return R("review",not_done=True,slots=Slots(rating=1))
    if re.search("修好了|搞定|all done",t): return R("done")
    if "arrived" in t: return R("arrived")
    if re.search("来电了,不用了",t): return R("cancel")
    n=re.search(r"#(\d+)",t)
    if re.search("我来|我去|我也可以|交给我|i can|i'll",t) and "开饭" not in t: return R("claim",slots=Slots(request=int(n[1]) if n else None))
    if s and re.search("谁|帮|坏了|漏|someone|somebody|anyone",t) and "也" not in t: return R("request",service=s[0],urgency="urgent" if s[0]=="electricity" or "爆" in t else "normal")
    return R("none")
