# 机器人说的每一句话。短、暖、要紧的在前面;老人家也要一看就懂。
# 参数 none 表示没有。每条的键是消息的种类,点后面是它的变体;zh 与 en 的键和参数必须一样。

-bot = 微光

offer = { $mentions }【{ $number }号】{ $who }请大家帮忙：{ $service }{ $urgency ->
    [urgent] ，比较急
    [emergency] ，很急
   *[other] { "" }
 }。{ $grid ->
    [none] { "" }
   *[other] 在{ $grid }。
 }{ $time ->
    [none] { "" }
   *[other] 时间：{ $time }。
 }{ $free ->
    [1] { "" }
   *[other] 还差{ $free }位。
 }能去的邻居，回一句“我来”就行。
private-offer = 【{ $number }号】{ $who }请人帮忙：{ $service }{ $urgency ->
    [urgent] ，比较急
    [emergency] ，很急
   *[other] { "" }
 }。{ $time ->
    [none] { "" }
   *[other] 时间：{ $time }。
 }您方便去吗？能去请回“我来”，去不了回“去不了”。
    .discreet = 【{ $number }号】有一位居民想找人帮忙：{ $service }。{ $time ->
        [none] { "" }
       *[other] 时间：{ $time }。
     }这件事不在群里说。您方便吗？方便请回“我来”，不方便回“去不了”。
    .team = 【{ $number }号】{ $who }请人帮忙：{ $service }{ $urgency ->
        [urgent] ，比较急
        [emergency] ，很急
       *[other] { "" }
     }。{ $time ->
        [none] { "" }
       *[other] 时间：{ $time }。
     }{ $team }能派{ $free }位去吗？回名字就行，比如“派小王去”；派不出回“没人”。
    .team-discreet = 【{ $number }号】有一位居民想找人帮忙：{ $service }{ $urgency ->
        [urgent] ，比较急
        [emergency] ，很急
       *[other] { "" }
     }。{ $time ->
        [none] { "" }
       *[other] 时间：{ $time }。
     }这件事不在群里说。{ $team }能派{ $free }位去吗？回名字就行，比如“派小王去”；派不出回“没人”。

# 一下子来了很多求助时:先前私下问的,现在不用了
offer-withdrawn = 【{ $number }号】{ $service }：这边先不用麻烦您了，谢谢您！

claim-confirmed = { $mentions }【{ $number }号】{ $helper }去帮{ $who }，谢谢{ $helper }！{ $free ->
    [0] { "" }
   *[other] 还差{ $free }位。
 }{ $address }{ $crew ->
    [none] { "" }
   *[other] { $crew }
 }
address-sent = 地址已私下发给{ $helper }。
address-building = 楼栋已私下发给{ $helper }，门牌问到再补。
address-asked = 地址一问到，就私下发给{ $helper }。
address-on-consent = { $who }同意后，门牌私下发给{ $helper }。
address-add-me = 请{ $helper }加我好友，地址私下发给您。
already-claimed = { $mentions }谢谢您！【{ $number }号】{ $helpers }已经去了，您先歇着，需要时再请您。
claim-ambiguous = { $mentions }您说的是哪一件？
    { $lines }
    请回号码，比如“接单{ $first }”。
claim-released = { $mentions }【{ $number }号】{ $helper }来不了了，我们接着想办法，请稍等。
    .silent = { $mentions }【{ $number }号】{ $helper }一直没有回音，我们接着想办法，请稍等。
    .taken-off = { $mentions }【{ $number }号】社区另有安排，{ $helper }这次不去了，我们接着想办法，请稍等。
    .refused = { $mentions }【{ $number }号】这次先不麻烦{ $helper }了，我们接着想办法，请稍等。
completion-noted = { $mentions }【{ $number }号】记下了，辛苦{ $helpers }。
review-prompt = { $mentions }【{ $number }号】{ $service }办好了吗？请给{ $helpers }打个分，1到5分，回个数字就行。没办好也请直说。
review-thanks = { $mentions }谢谢评价！{ $rating ->
    [none] { "" }
   *[other] { $rating }分，
 }{ $helpers }辛苦了。
    .low = { $mentions }谢谢您直说，社区会跟进。
    .confirmed = { $mentions }好的，谢谢！{ $helpers }辛苦了。
request-cancelled = { $mentions }【{ $number }号】{ $service }已取消，不用去了。谢谢大家。
    .own = 【{ $number }号】{ $service }已取消。
    .left = 好的，【{ $number }号】您这一份取消了，别家的照常办。
    .vanished = 【{ $number }号】{ $service }：一直没有您的消息，先取消了。还需要的话，再说一声就行。
request-status = { $mentions }【{ $number }号】{ $service }：{ $state }。{ $helpers ->
    [none] { $asked ->
        [0] { "" }
       *[other] 已经问了{ $asked }位邻居。
     }
   *[other] { $helpers }负责。
 }
    .none = 您现在没有正在办的事。
    .several = { $mentions }现在有这几件：
        { $lines }

emergency = { $mentions }请先打{ $hotline }！
    .fire = { $mentions }先离开，再打火警 { $hotline }！不要坐电梯，不要回去拿东西。已通知社区工作人员。
    .gas = { $mentions }先关阀、开窗、人出去，不要开关电器，到外面打 { $hotline }！已通知社区工作人员。
    .electric_shock = { $mentions }不要用手碰人！先拉总闸，再打急救 { $hotline }。已通知社区工作人员。
    .medical = { $mentions }请马上打急救 { $hotline }！不要随便搬动病人。已通知社区，也在找附近懂急救的邻居。
    .violence = 您的安全最要紧。请马上打报警电话 { $hotline }，能走先走到安全的地方。这件事不会在群里说，社区工作人员会私下联系您。
    .suicide = 谢谢您说出来，您不是一个人。请现在就打 { $hotline },24小时有人接听。这件事不会在群里说，社区工作人员会私下联系您。
    .missing_person = { $mentions }请马上打报警电话 { $hotline }！不用等24小时。已通知社区，也在请邻居一起找。
    .trapped = { $mentions }请先打 { $hotline }！人在里面不要硬扒门，靠边等。已通知社区工作人员。
    .flood = { $mentions }先断电，往高处走，打 { $hotline }！已通知社区工作人员。

incident-joined = { $mentions }收到，{ $what }的事已记在【{ $number }号】里一起办，好了告诉大家。
incident-over = { $mentions }【{ $number }号】{ $what }好了。谁家还没好，请再说一声。
    .cancelled = { $mentions }【{ $number }号】{ $what }的事先取消了。谁家还没好，请再说一声。
announcement = { $text }

# ---- digests: what a full room hears together, a line each
digest = 这会儿事情多，合在一起说：
    { $lines }{ $first ->
        [none] { "" }
       *[other] { "" }
            能去的邻居请回号码，比如“接单{ $first }”。
     }
digest-offer = { $mentions }【{ $number }号】{ $who }：{ $service }{ $urgency ->
    [urgent] ，比较急
    [emergency] ，很急
   *[other] { "" }
 }{ $time ->
    [none] { "" }
   *[other] ，{ $time }
 }{ $grid ->
    [none] { "" }
   *[other] ，在{ $grid }
 }{ $free ->
    [1] { "" }
   *[other] ，还差{ $free }位
 }
digest-claim-confirmed = { $mentions }【{ $number }号】{ $helper }去帮{ $who }{ $free ->
    [0] { "" }
   *[other] ，还差{ $free }位
 }
digest-claim-released = { $mentions }【{ $number }号】{ $helper }不去了，正在另外找人
digest-request-cancelled = { $mentions }【{ $number }号】{ $service }已取消，不用去了
digest-review-prompt = { $mentions }【{ $number }号】{ $service }办好了吗？请给{ $helpers }打个分，1到5分

ask-slot = 请再说一点。
    .place = 收到您的求助【{ $number }号】，已经在找人。请问在几栋几单元几号{ $for_whom ->
        [none] { "" }
       *[other] ({ $for_whom }那里)
     }？只告诉去帮您的人。
    .place-danger = 【{ $number }号】已经告诉社区工作人员。请问在几栋几单元几号{ $for_whom ->
        [none] { "" }
       *[other] ({ $for_whom }那里)
     }？只告诉社区工作人员。
    .place-helper = 【{ $number }号】请问在几栋几单元几号{ $for_whom ->
        [none] { "" }
       *[other] ({ $for_whom }那里)
     }？只告诉要来帮您的{ $helper }。
    .place-in-group = { $mentions }【{ $number }号】请加我好友，私下告诉我在哪里，不要发在群里。
    .request = 您是需要有人帮忙吗({ $service })？需要请回“是”，不需要回“不用”。
    .volunteer-skills = 太好了，欢迎您！您会做什么？比如：电工、修水管、理发、陪老人、辅导功课。
    .volunteer-building = 您住几栋？
    .volunteer-times = 平时什么时候方便？比如：周末、晚上、随时。
    .volunteer-times-again = 没看懂是什么时候。回“周末”“晚上”“随时”都可以。

handover = 【{ $number }号】谢谢您去帮{ $who }({ $service })。
    地址：{ $place }
    电话：{ $phone ->
        [none] 没有留
       *[other] { $phone }
     }{ $time ->
        [none] { "" }
       *[other] { "" }
            时间：{ $time }
     }{ $for_whom ->
        [none] { "" }
       *[other] { "" }
            替{ $for_whom }求助
     }
    原话：{ $words }{ $note ->
        [none] { "" }
       *[other] { "" }
            { $note }
     }{ $crew ->
        [none] { "" }
       *[other] { "" }
            { $crew }
     }
    到了回“到了”，办好回“好了”。
    .no-place = 【{ $number }号】谢谢您去帮{ $who }({ $service })。{ $asked ->
            [none] 地址还不知道，请问社区工作人员。
           *[other] 地址还不知道，正在问，问到马上告诉您。
         }{ $home ->
            [none] { "" }
           *[other] 报告的{ $who }住{ $home }。
         }
        电话：{ $phone ->
            [none] 没有留
           *[other] { $phone }
         }{ $time ->
            [none] { "" }
           *[other] { "" }
                时间：{ $time }
         }{ $for_whom ->
            [none] { "" }
           *[other] { "" }
                替{ $for_whom }求助
         }
        原话：{ $words }{ $note ->
            [none] { "" }
           *[other] { "" }
                { $note }
         }{ $crew ->
            [none] { "" }
           *[other] { "" }
                { $crew }
         }
    .building-only = 【{ $number }号】谢谢您愿意去帮{ $who }({ $service })！您还没登记，先告诉您楼栋：{ $place ->
        [none] 还不知道
       *[other] { $place }
     }。{ $who }同意后，马上把门牌告诉您。
handover-requester = 【{ $number }号】{ $helper }会来帮您({ $service })。{ $crew ->
    [none] { "" }
   *[other] { $crew }
 }
    .unregistered = 【{ $number }号】{ $helper }愿意来帮您({ $service })，但还没登记为志愿者。可以把您家门牌告诉{ $helper }吗？请回“可以”或“不要”。

note-electricity = 提醒：先看跳闸、电费。没有电工证的，线路里面的活不要动。

privacy-warning = 您刚才在群里发了电话或证件号，群里人人看得到。方便的话请撤回；要联系谁，私下告诉我，我只转给来帮您的人。
claim-question = 【{ $number }号】{ $who }的事，您现在能去吗？能去请回“是”，不方便回“不”。
redo-question = 【{ $number }号】真抱歉没让您满意。要不要再请人来一次？请回“要”或“不要”。
request-changed = 【{ $number }号】有变化。{ $time ->
        [none] { "" }
       *[other] 时间：{ $time }。
     }{ $place ->
        [none] { "" }
       *[other] 地址：{ $place }。
     }
    .released = 【{ $number }号】{ $service }：社区另有安排，这次不用您去了，谢谢您。
    .silent = 【{ $number }号】{ $service }：一直没有您的消息，先不等您了。还能去的话，再回一句“我来”。
    .lead = 【{ $number }号】{ $gone }来不了了，请您来带头，我们接着找人补上。
    .not-needed = 【{ $number }号】这次先不用了，谢谢您的好意。
    .service = 【{ $number }号】社区看过了，要帮的是：{ $service }。去不了请回“去不了”。
    .moved = 【{ $other }号】和【{ $number }号】是同一件事，好几家都这样。请先去{ $who }那里，地址在下面。
    .merged = 【{ $other }号】和【{ $number }号】是同一件事，{ $helpers }已经去了，您先歇着，需要时再请您。
    .closed = 【{ $number }号】{ $service }：社区已经办结。还有问题，再说一声就行。
    .lane-difficult = 【{ $number }号】{ $service }：社区工作人员正在出面协商{ $talk ->
        [none] 。有进展马上告诉您。
       *[other] ，下次商量是{ $talk }。有结果马上告诉您。
     }
    .lane-complex = 【{ $number }号】{ $service }：{ $helper }专门盯着办，一有进展我就告诉您，直到办好。
    .lane-status = 【{ $number }号】{ $service }的进展，{ $helper }说：{ $words }
    .responsible = 【{ $number }号】{ $who }的事({ $service })请您盯着办。{ $when }我来问进展，您说的会转告{ $who }。
reminder = 【{ $number }号】别忘了{ $service }。
    .appointment = 【{ $number }号】提醒您：{ $time }，{ $service }。
    .review = 【{ $number }号】{ $service }办得怎么样？回1到5分就行，没办好也请直说。
progress-check = 【{ $number }号】{ $who }在等您，您在路上了吗？在路上请回“是”，去不了回“去不了”。
    .long = 【{ $number }号】忙了好一阵了，一切都好吗？好请回“是”；办完了回“好了”。
    .long-requester = 【{ $number }号】{ $helper }还在您那里吗？一切都好吗？办完了回“好了”，有事请直说。
    .still-wanted = 【{ $number }号】{ $service }还没有人能来，真抱歉。还需要吗？请回“要”或“不要”。
    .status = 【{ $number }号】{ $who }的事({ $service })现在怎么样了？直接回一句，我转告{ $who }。
time-credited = 【{ $number }号】谢谢您！记下服务时间{ $minutes }分钟。

staff-alert = 请看【{ $number }号】。
    .untouched = 【{ $number }号】{ $service }还没人处理，请站长看一下。{ $who }，{ $place ->
        [none] 地址不详
       *[other] { $place }
     }：{ $words }
    .unfilled = 【{ $number }号】{ $service }没有找到志愿者(问了{ $asked }位)，请接手。{ $who }，{ $place ->
        [none] 地址不详
       *[other] { $place }
     }：{ $words }
    .building-head = 您楼里有事请留意【{ $number }号】：{ $who }，{ $place ->
        [none] 地址不详
       *[other] { $place }
     }：{ $words }
    .call = 一键呼叫！【{ $number }号】{ $who }按了求助键，请马上联系。{ $place ->
        [none] 地址不详
       *[other] { $place }
     }{ $phone ->
        [none] { "" }
       *[other] ，电话{ $phone }
     }。已在请志愿者上门看看。
    .call-again = 【{ $number }号】{ $who }又按了求助键，还没人去，请马上联系{ $phone ->
        [none] 。
       *[other] ：{ $phone }
     }
    .lane-needs = 【{ $number }号】{ $service }({ $lane })现在没人在办，也不再问志愿者，请安排。
    .lane-overdue = 【{ $number }号】{ $service }({ $lane })一直没有进展，请过问一下。求助人：{ $who }。
    .lane-status = 【{ $number }号】{ $service }该问进展了，机器人联系不上{ $helper }，请问一声，用“/备注 { $number }”记下。
    .talk = 【{ $number }号】{ $service }今天要商量：{ $talk }。求助人：{ $who }。{ $parties ->
        [none] { "" }
       *[other] 参加：{ $parties }。
     }
    .digest = 这几件拖得久了，请看看({ $count }件)：
        { $lines }{ $more ->
            [0] { "" }
           *[other] { "" }
                还有{ $more }件。
         }
    .team-silent = 【{ $number }号】问了{ $helper }派谁去({ $service })，一直没有回音，请联系一下。
    .team-nobody = 【{ $number }号】{ $helper }说队里派不出人({ $service })，请另想办法。
    .claim-needs-staff = 【{ $number }号】{ $helper }想去({ $service })，但要审核或资格。同意请发“/派单 { $number } { $helper }”。
    .danger = 紧急！{ $danger }【{ $number }号】{ $who }，{ $place ->
        [none] 地址不详
       *[other] { $place }
     }：{ $words }
    .details = 【{ $number }号】{ $who }补充：{ $place ->
        [none] 地址不详
       *[other] { $place }
     }{ $phone ->
        [none] { "" }
       *[other] ，电话{ $phone }
     }
    .who-comes = 【{ $number }号】{ $helper }去帮{ $who }({ $service })。{ $who }收不到消息，请打电话说一声{ $phone ->
        [none] 。
       *[other] ：{ $phone }
     }
    .trust-needs-staff = 【{ $number }号】{ $helper }愿意去帮{ $who }({ $service })，但还没登记，{ $who }也收不到消息。可以告诉门牌的话，请发“/派单 { $number } { $helper }”。
    .low-review = 【{ $number }号】{ $service }评价低：{ $rating }分。{ $who }说：{ $review }
    .not-done = 【{ $number }号】{ $service }没办好，重新打开了。{ $who }说：{ $review }
    .runs-long = 【{ $number }号】{ $helper }去了很久，没有回话，请联系一下。{ $who }，{ $place ->
        [none] 地址不详
       *[other] { $place }
     }
    .incident = 【{ $number }号】{ $what }出问题，{ $count }户报告{ $buildings ->
        [none] { "" }
       *[other] （{ $buildings }栋）
     }。请打电话：{ $contact }。恢复了请发“/结单 { $number }”。
    .incident-open = 【{ $number }号】{ $what }出问题，{ $count }户报告，一天了还没听说恢复，请问一问。恢复了请发“/结单 { $number }”。
    .incident-over = 【{ $number }号】{ $what }：有居民说好了，已告诉大家。
    .still-open = 【{ $number }号】{ $service }一天没人接，机器人联系不上{ $who }，请问问还要不要。
    .still-wanted = 【{ $number }号】{ $service }一天没人接，{ $who }说还需要，请想办法。
    .application = { $who }想当志愿者。会：{ $skills ->
        [none] 没说
       *[other] { $skills }
     }；住：{ $place ->
        [none] 没说
       *[other] { $place }
     }；时间：{ $times ->
        [none] 没说
       *[other] { $times }
     }。同意请发“/志愿者 approve { $id }”。
    .matter = { $who }({ $topic }):{ $words }
    .send-failed = 有一条消息发不出去：{ $kind ->
        [none] { "" }
       *[other] { $kind }
     }{ $number ->
        [none] { "" }
       *[other] ，【{ $number }号】
     }，给{ $to }。请打电话说一声。
    .deaf = 从{ $start }到{ $end }我听不到消息，请看看有没有漏掉的求助。

command-reply = { $text }
    .help = { $mentions }有事直接说就行，比如“我家停电了，谁能帮忙看看”。愿意帮忙，回“我来”；办好了回“好了”；不需要了回“不用了”。想当志愿者，说“我要当志愿者”。
    .help-staff = { $mentions }居民直接说话就行。工作人员可以用：
        { $lines }
    .menu = { $mentions }可以请大家帮忙的事：
        { $lines }
        想要哪一项，直接说就行。
    .balance = 您的服务时间一共{ $minutes }分钟。
    .admin-bound = 好了，您是管理员了。发“/帮助”看看能做什么。
    .board = { $mentions }正在办的有{ $count }件：
        { $lines }{ $more ->
            [0] { "" }
           *[other] { "" }
                还有{ $more }件。
         }
    .board-empty = { $mentions }现在没有正在办的事。
    .request = { $mentions }【{ $number }号】{ $service }，{ $state }，{ $urgency ->
            [urgent] 急
            [emergency] 紧急
            [scheduled] 预约
           *[other] 一般
         }
        求助人：{ $who }
        地址：{ $place ->
            [none] 不详
           *[other] { $place }
         }
        电话：{ $phone ->
            [none] 没有留
           *[other] { $phone }
         }
        时间：{ $time ->
            [none] 没有约
           *[other] { $time }
         }
        原话：{ $words }
        要{ $people }位，接单：{ $helpers ->
            [none] 还没有
           *[other] { $helpers }
         }；候补：{ $backups ->
            [none] 没有
           *[other] { $backups }
         }
        办法：{ $lane }{ $responsible ->
            [none] { "" }
           *[other] ，{ $responsible }盯着
         }{ $parties ->
            [none] { "" }
           *[other] ，和{ $parties }协商
         }{ $talk ->
            [none] { "" }
           *[other] ，下次：{ $talk }
         }{ $notes ->
            [none] { "" }
           *[other] ；备注：{ $notes }
         }
        问了{ $asked }位，第{ $wave }轮；评分：{ $rating ->
            [none] 还没有
           *[other] { $rating }分
         }
        { $since }登记{ $reports ->
            [none] { "" }
           *[other] { "" }
                { $reports }户报告：{ $reporters }
         }{ $into ->
            [none] { "" }
           *[other] { "" }
                并入了【{ $into }号】
         }
    .merged = { $mentions }【{ $other }号】并入【{ $number }号】了。
    .split = { $mentions }{ $who }的从【{ $of }号】拆出来，单独办：【{ $number }号】。
    .which-over = { $mentions }恢复的是哪一件？
        { $lines }
        请发号码，比如“/结单 { $first }”。
    .why = { $mentions }【{ $number }号】{ $service }，为什么问了这些人：
        { $lines }
    .why-nobody = { $mentions }【{ $number }号】{ $service }，还没有问过志愿者。
    .recorded = { $mentions }登记好了【{ $number }号】：{ $who }，{ $service }。
    .assigned = { $mentions }【{ $number }号】派给{ $who }了。
    .team-asked = { $mentions }【{ $number }号】已请{ $who }({ $team })派人。
    .teams = { $mentions }分队：
        { $lines }
        看成员请发“/分队 名称”。
    .teams-none = { $mentions }还没有分队。
    .team = { $mentions }{ $team }：
        { $lines }
    .released = { $mentions }【{ $number }号】已退单。
    .closed = { $mentions }【{ $number }号】结单了。
    .cancelled = { $mentions }【{ $number }号】取消了。
    .reopened = 【{ $number }号】重新打开了。
    .volunteer-added = { $mentions }{ $who }是志愿者了。会：{ $skills ->
        [none] 还没说
       *[other] { $skills }
     }。
    .volunteer-approved = { $mentions }{ $who }通过了。
    .paused = { $mentions }{ $who }先休息，不再派单。再发一次就恢复。
    .resumed = { $mentions }{ $who }恢复派单了。
    .lane = { $mentions }【{ $number }号】{ $service }：{ $lane }。{ $helper ->
        [none] { "" }
       *[other] { $helper }盯着，{ $when }问进展。
     }{ $parties ->
        [none] { "" }
       *[other] 协商：{ $parties }。
     }{ $talk ->
        [none] { "" }
       *[other] 下次：{ $talk }，当天提醒。
     }
    .noted = { $mentions }【{ $number }号】备注好了。{ $talk ->
        [none] { "" }
       *[other] 下次：{ $talk }。
     }
    .taught = { $mentions }【{ $number }号】记下了：{ $meaning }{ $service ->
        [none] { "" }
       *[other] ，{ $service }
     }。{ $follows ->
        [cancelled] 这一件已取消，没有打扰本人。
        [offered] 正在按这项服务重新找人。
        [changed] 已告诉接单的人。
       *[other] { "" }
     }{ $danger ->
        [none] 以后同样的话，都这样理解。
       *[other] 明白说到危险({ $danger })的话，以后照样先当真。
     }
    .words = { $mentions }{ $service }另外的说法：{ $words ->
        [none] 还没有
       *[other] { $words }
     }。

refusal = 这个做不了，请换个说法试试。
    .staff-only = 这个只有社区工作人员能用。有事直接说，我来找人。
    .no-such-request = 没有{ $number }号。
    .not-possible = 【{ $number }号】现在是“{ $state }”，这一步做不了。
    .already-over = 【{ $number }号】已经{ $state }了，谢谢您。
    .claim-own-request = 【{ $number }号】是您自己的求助。不需要了请回“不用了”。
    .claim-not-for-you = 【{ $number }号】这次不麻烦您了，谢谢您的好意。
    .claim-minor = 【{ $number }号】谢谢你的好心！要有大人一起才能去。
    .claim-licence-needed = 【{ $number }号】谢谢您！这件事要有资格证的人去做。已告诉社区工作人员。
    .claim-vetting-needed = 【{ $number }号】谢谢您！这件事要社区先同意。已告诉工作人员，请等一下。
    .claim-danger-staff-only = 【{ $number }号】谢谢您！这里有危险，请不要过去，专业的人已经在处理。
    .no-free-place = 【{ $number }号】已经有人了。要换人请先“/退单 { $number }”。
    .no-such-team = 没有找到分队“{ $name }”。{ $teams ->
        [none] { "" }
       *[other] 现在有：{ $teams }。
     }
    .team-no-captain = { $team }没有能私下联系的队长，请直接派给一个人。
    .team-danger = 【{ $number }号】这件事不派分队，请工作人员自己办。
    .team-no-member = { $team }里没有找到“{ $name }”。请写全名，或者 @ 那个人。
    .team-member-unfit = 【{ $number }号】{ $who }这次不合适，请换一位。
    .no-free-place-team = 【{ $number }号】已经有人去了，不用再派。谢谢您！
    .no-such-person = 没有找到“{ $name }”。请 @ 那个人，或写全名。
    .several-people = “{ $name }”有好几位，请写编号：
        { $lines }
    .nothing-to-approve = { $who }没有待审核的登记。
    .no-volunteer = { $who }还不是志愿者。
    .nobody-to-release = 【{ $number }号】没有这位接单的人。
    .merge-itself = 【{ $number }号】就是它自己，请写两个号码。
    .merge-apart = 【{ $number }号】有危险或不能公开，不能并到一起。
    .split-single = 【{ $number }号】只有一户，不用拆。
    .split-who = { $who }没有报过【{ $number }号】。
    .bad-code = 这个码不对，或者过期了。请在电脑上重新取一个，私下发给我。
    .unknown-command = 没有“{ $name }”这个命令。{ $nearest ->
        [none] 发“/帮助”看看有哪些。
       *[other] 您是想用“{ $nearest }”吗？
     }
    .malformed-command = “{ $name }”要这样写：{ $example }
    .teach-which = 请写号码，比如“/纠正 12 水管疏通”；或者引用我说那件事的消息。
    .no-such-service = 没有“{ $name }”这项服务。请写服务名称，发“菜单”看看有哪些。
    .no-synonym = “{ $name }”不能当说法：要2到30个字，不能只有数字。
    .new-needs-words = 请写清楚要帮什么，比如：/代报 张奶奶 3-2-501 灯坏了
    .too-long = 这条太长了，我没看完。请说短一点。

receipt = 收到。
    .held-back = 收到【{ $number }号】：{ $service }。我会在{ $until }开始找人。急的话，再说一声“很急”。
    .with-staff = 【{ $number }号】{ $service }：暂时没找到人，已转给社区工作人员，他们会联系您。
    .request = 收到【{ $number }号】：{ $service }。已经在找人，有消息马上告诉您。
    .private-request = 收到【{ $number }号】。这件事不会在群里说，已在私下找合适的人。
    .place = 【{ $number }号】地址记下了，只告诉去帮您的人。
    .call = 收到了，别着急。【{ $number }号】社区工作人员已经知道，正在找人去看您，请等在家里。非常危急请打120。
    .call-again = 【{ $number }号】听到了，正在安排，您别着急。非常危急请打120。
    .status = 【{ $number }号】记下了，已转告。谢谢您。
    .status-noted = 【{ $number }号】记下了，谢谢您。
    .status-over = 【{ $number }号】不用再问了，谢谢您。
    .phone = 【{ $number }号】电话记下了，只告诉去帮您的人。
    .place-staff = 【{ $number }号】地址记下了，只告诉社区工作人员。
    .team-sent = 【{ $number }号】好的，请{ $helpers }去，已经告诉本人。谢谢您！
    .declined = 好的，这次不麻烦您了。
    .redo = 【{ $number }号】真抱歉，马上再找人来。
    .review-changed = 改好了，谢谢您。
    .already-volunteer = 您已经是志愿者了，谢谢您！
    .applied = 谢谢您！登记好了，社区工作人员同意后告诉您。
    .approved = 欢迎您！您是志愿者了。有合适的事我会叫您，回“我来”就行。
    .matter = 收到({ $topic })，已转给社区工作人员。

request-line = 【{ $number }号】{ $who }：{ $service }，{ $state }
board-line = 【{ $number }号】{ $service }，{ $state }{ $urgency ->
    [urgent] ，急
    [emergency] ，紧急
   *[other] { "" }
 }：{ $who }{ $helpers ->
    [none] { "" }
   *[other] ，{ $helpers }去
 }{ $reports ->
    [none] { "" }
   *[other] ，{ $reports }户
 }({ $since })
person-line = { $name }({ $grid ->
    [none] 网格不详
   *[other] { $grid }
 })编号 { $id }
team-line = { $team }：{ $count }人{ $captains ->
    [none] ，还没有队长
   *[other] ，队长{ $captains }
 }
member-line = { $who }{ $captain ->
    [none] { "" }
   *[other] (队长)
 }{ $skills ->
    [none] { "" }
   *[other] ：{ $skills }
 }{ $paused ->
    [none] { "" }
   *[other] ，休息中
 }
menu-line = { $category }：{ $services }
command-line = { $name }  例：{ $example }

# ---- /why: why these people were asked
why-wave = 第{ $wave }轮({ $at })：{ $people ->
    [none] 没有人可以再问
   *[other] 问了{ $people }{ $more ->
        [0] { "" }
       *[other] 等，还有{ $more }位
     }{ $way ->
        [backup] ，是候补，先问
        [burst] 。求助一下子很多，能去的有{ $fitting }位，和别的几件放在一起分，总的路最短
       *[other] 。近处能去的有{ $fitting }位，按远近和最近的忙闲排
     }
 }。{ $passed ->
    [none] { "" }
   *[other] 没问的：{ $passed }。
 }
why-person = { $who }({ $ring }，近十二周办{ $jobs }次、被问{ $notices }次{ $acceptance ->
    [none] { "" }
   *[other] ，约{ $acceptance }%会去
 }{ $licensed ->
    [none] { "" }
   *[other] ，有证
 })
why-backup = { $who }
why-not = { $count }位{ $reason }
ring-0 = 同一栋楼
ring-1 = 同网格
ring-2 = 相邻网格
ring-3 = 再远一点
ring-far = 离得远
reason-further = 排在后面
reason-asked = 已经问过
reason-busy = 手上有事
reason-has-it = 已经接了
reason-said-no = 说了不去
reason-paused = 在休息
reason-away = 不在家
reason-declines = 不接这一类
reason-minor = 未满18岁
reason-licence = 没有资格证
reason-vetting = 没有审核
reason-other = 这次不合适

lives-at = 地址不详(报告的{ $who }住{ $home })
place = { $building ->
    [none] { "" }
   *[other] { $building }栋
 }{ $unit ->
    [none] { "" }
   *[other] { $unit }单元
 }{ $room ->
    [none] { "" }
   *[other] { $room }
 }{ $text ->
    [none] { "" }
   *[other] { $text }
 }
moment = { $month }月{ $day }日{ $weekday } { $clock }
day = { $month }月{ $day }日{ $weekday }
span = { $start }到{ $end }
deadline = { $end }之前
weekday-1 = 周一
weekday-2 = 周二
weekday-3 = 周三
weekday-4 = 周四
weekday-5 = 周五
weekday-6 = 周六
weekday-7 = 周日
list-separator = 、
somebody = 邻居

state-open = 正在找人
state-claimed = 有人去了
state-in_progress = 正在办
state-done = 办好了，等评价
state-closed = 已办结
state-cancelled = 已取消
state-unfilled = 社区工作人员在处理
danger-fire = 火情
danger-gas = 燃气泄漏
danger-electric_shock = 触电
danger-medical = 急救
danger-violence = 暴力
danger-suicide = 轻生
danger-missing_person = 走失
danger-trapped = 被困
danger-flood = 水淹
supply-power = 供电
supply-water = 供水
supply-gas = 供气
supply-heating = 暖气
supply-lift = 电梯
supply-network = 网络
kind-offer = 求助消息
kind-claim-confirmed = 接单确认
kind-already-claimed = “已有人去了”的答复
kind-claim-ambiguous = “哪一件”的问题
kind-claim-released = 换人的消息
kind-completion-noted = 办好的答复
kind-review-prompt = 请打分的消息
kind-review-thanks = 谢谢评价的消息
kind-request-cancelled = 取消的消息
kind-request-status = 进度答复
kind-emergency = 先打哪个电话
kind-incident-joined = 并案的消息
kind-incident-over = 恢复的消息
kind-announcement = 通知
kind-digest = 合在一起的消息
kind-ask-slot = 问地址等的问题
kind-handover = 地址和电话
kind-handover-requester = 谁来帮忙
kind-private-offer = 私下的求助消息
kind-privacy-warning = 保护隐私的提醒
kind-claim-question = “能不能去”的问题
kind-redo-question = “要不要再来”的问题
kind-request-changed = 变动的消息
kind-reminder = 提醒
kind-progress-check = “到哪了”的问题
kind-time-credited = 记时的消息
kind-staff-alert = 给工作人员的消息
kind-command-reply = 命令的答复
kind-refusal = 做不了的答复
kind-receipt = 收到的答复
# several helpers
crew-full = 人齐了：{ $helpers }一起去，{ $lead }带头。
crew-you = 这次要{ $people }位一起去，请您带头。
crew-led = 这次要{ $people }位一起去，{ $lead }带头。
# lanes and digests
words-button = 按了一键求助，还不知道什么事
lane-routine = 马上办
lane-difficult = 协商办
lane-complex = 盯着办
digest-line = 【{ $number }号】{ $service }，{ $days ->
    [none] { $hours }小时了
   *[other] { $days }天了
 }
topic-wish = 心愿
topic-signup = 报名
topic-feedback = 意见
topic-menu = 菜单
topic-availability = 空闲时间
topic-ranking = 排行榜
topic-redeem = 兑换
topic-other = 其他
meaning-none = 不是求助
meaning-request = 求助
meaning-claim = 接单
meaning-withdraw = 退单
meaning-arrived = 到了
meaning-done = 办好了
meaning-cancel = 取消
meaning-review = 评价
meaning-status = 问进度
meaning-menu = 菜单
meaning-register = 想当志愿者
meaning-availability = 空闲时间
meaning-balance = 查时间
meaning-ranking = 排行榜
meaning-redeem = 兑换
meaning-wish = 心愿
meaning-signup = 报名
meaning-feedback = 意见
meaning-thanks = 感谢
