# Everything the bot says, in English: short, warm, the large fact first.
# An argument `none` means that there is none. Keys and arguments are the same as in zh.ftl.

-bot = Weiguang

offer = { $mentions }[#{ $number }] { $who } needs a hand: { $service }{ $urgency ->
    [urgent] , soon please
    [emergency] , right now
   *[other] { "" }
 }.{ $grid ->
    [none] { "" }
   *[other] { " " }In { $grid }.
 }{ $time ->
    [none] { "" }
   *[other] { " " }When: { $time }.
 }{ $free ->
    [1] { "" }
   *[other] { " " }{ $free } people wanted.
 } If you can go, just reply "I can".
private-offer = [#{ $number }] { $who } needs a hand: { $service }{ $urgency ->
    [urgent] , soon please
    [emergency] , right now
   *[other] { "" }
 }.{ $time ->
    [none] { "" }
   *[other] { " " }When: { $time }.
 } Can you go? Reply "I can", or "I can't".
    .discreet = [#{ $number }] A resident would like help: { $service }.{ $time ->
        [none] { "" }
       *[other] { " " }When: { $time }.
     } This is not told in the group. Can you? Reply "I can", or "I can't".
    .team = [#{ $number }] { $who } needs a hand: { $service }{ $urgency ->
        [urgent] , soon please
        [emergency] , right now
       *[other] { "" }
     }.{ $time ->
        [none] { "" }
       *[other] { " " }When: { $time }.
     } Whom of { $team } can you send ({ $free } wanted)? A name is enough, as "send Wang"; if there is none, reply "nobody".
    .team-discreet = [#{ $number }] A resident would like help: { $service }{ $urgency ->
        [urgent] , soon please
        [emergency] , right now
       *[other] { "" }
     }.{ $time ->
        [none] { "" }
       *[other] { " " }When: { $time }.
     } This is not spoken of in the group. Whom of { $team } can you send ({ $free } wanted)? A name is enough, as "send Wang"; if there is none, reply "nobody".

# many requests at once: somebody who was asked in private is no longer needed
offer-withdrawn = [#{ $number }] You are no longer needed for this one ({ $service }). Thank you!

claim-confirmed = { $mentions }[#{ $number }] { $helper } goes to help { $who }. Thank you, { $helper }!{ $free ->
    [0] { "" }
   *[other] { " " }{ $free } more wanted.
 } { $address }{ $crew ->
    [none] { "" }
   *[other] { " " }{ $crew }
 }
address-sent = The address was sent to { $helper } in private.
address-building = The building was sent to { $helper } in private; the door follows when we know it.
address-asked = { $helper } gets the address in private as soon as we know it.
address-on-consent = { $helper } gets the door in private when { $who } agrees.
address-add-me = { $helper }, please add me as a contact: the address comes in private.
already-claimed = { $mentions }Thank you! [#{ $number }] was taken just before you by { $helpers }. We'll ask you if we need you.
claim-ambiguous = { $mentions }Which one do you mean?
    { $lines }
    Please reply with its number, as "I take { $first }".
claim-released = { $mentions }[#{ $number }] { $helper } can't come after all. We are seeing to it; please wait a little.
    .silent = { $mentions }[#{ $number }] There is no word from { $helper }. We are seeing to it; please wait a little.
    .taken-off = { $mentions }[#{ $number }] The community office has arranged otherwise: { $helper } doesn't come this time. We are seeing to it; please wait a little.
    .refused = { $mentions }[#{ $number }] We won't trouble { $helper } this time. We are seeing to it; please wait a little.
completion-noted = { $mentions }[#{ $number }] Noted. Well done, { $helpers }.
review-prompt = { $mentions }[#{ $number }] Is it done ({ $service })? Please rate { $helpers } from 1 to 5; a number is enough. If it isn't done, just say so.
review-thanks = { $mentions }Thank you for the review!{ $rating ->
    [none] { "" }
   *[other] { " " }{ $rating } out of 5.
 } Well done, { $helpers }.
    .confirmed = { $mentions }Thank you! Well done, { $helpers }.
    .low = { $mentions }Thank you for telling us. The community office will follow it up.
request-cancelled = { $mentions }[#{ $number }] Cancelled ({ $service }), nobody needs to go. Thanks, everybody.
    .own = [#{ $number }] Cancelled ({ $service }).
    .left = [#{ $number }] Yours is cancelled; your neighbours' goes on.
    .vanished = [#{ $number }] We didn't hear from you, so this is cancelled for now ({ $service }). If you still need it, just say so again.
request-status = { $mentions }[#{ $number }] { $service }: { $state }.{ $helpers ->
    [none] { $asked ->
        [0] { "" }
       *[other] { " " }{ $asked } neighbours have been asked.
     }
   *[other] { " " }{ $helpers } looks after it.
 }
    .none = Nothing of yours is under way.
    .several = { $mentions }These are under way:
        { $lines }

emergency = { $mentions }Please call { $hotline } first!
    .fire = { $mentions }Get out first, then call the fire brigade on { $hotline }! No lift, don't go back for things. Staff have been told.
    .gas = { $mentions }Close the valve, open the windows, get out, touch no switch; call { $hotline } from outside! Staff have been told.
    .electric_shock = { $mentions }Don't touch the person! Switch the power off at the mains, then call an ambulance on { $hotline }. Staff have been told.
    .medical = { $mentions }Please call an ambulance on { $hotline } now! Don't move the patient. Staff have been told, and we are looking for a first-aider nearby.
    .violence = Your safety comes first. Please call the police on { $hotline } now, and go somewhere safe if you can. Nothing of this is told in the group; staff will contact you in private.
    .suicide = Thank you for saying it. You are not alone. Please call { $hotline } now, somebody answers day and night. Nothing of this is told in the group; staff will contact you in private.
    .missing_person = { $mentions }Please call the police on { $hotline } now, there is no need to wait! Staff have been told, and we are asking neighbours to look.
    .trapped = { $mentions }Please call { $hotline } first! Don't force the door, stay to the side and wait. Staff have been told.
    .flood = { $mentions }Switch the power off, go up, call { $hotline }! Staff have been told.

incident-joined = { $mentions }Noted ({ $what }): it is part of [#{ $number }]. You will hear when it is over.
incident-over = { $mentions }[#{ $number }] { $what }: it works again. If not at yours, please say so.
    .cancelled = { $mentions }[#{ $number }] { $what }: this is cancelled for now. If it still fails at yours, please say so.
announcement = { $text }

# ---- digests: what a full room hears together, a line each
digest = Much is going on, so here it is together:
    { $lines }{ $first ->
        [none] { "" }
       *[other] { "" }
            If you can go, please reply with the number, as "I take { $first }".
     }
digest-offer = { $mentions }[#{ $number }] { $who }: { $service }{ $urgency ->
    [urgent] , soon please
    [emergency] , right now
   *[other] { "" }
 }{ $time ->
    [none] { "" }
   *[other] , { $time }
 }{ $grid ->
    [none] { "" }
   *[other] , in { $grid }
 }{ $free ->
    [1] { "" }
   *[other] , { $free } people wanted
 }
digest-claim-confirmed = { $mentions }[#{ $number }] { $helper } goes to help { $who }{ $free ->
    [0] { "" }
   *[other] , { $free } more wanted
 }
digest-claim-released = { $mentions }[#{ $number }] { $helper } doesn't come; we are looking for somebody else
digest-request-cancelled = { $mentions }[#{ $number }] Cancelled ({ $service }), nobody needs to go
digest-review-prompt = { $mentions }[#{ $number }] Is it done ({ $service })? Please rate { $helpers } from 1 to 5

ask-slot = Please tell me a little more.
    .place = We have your request [#{ $number }] and are looking for somebody. Which building, unit and room{ $for_whom ->
        [none] { "" }
       *[other] { " " }({ $for_whom })
     }? Only the one who comes to help is told.
    .place-danger = [#{ $number }] Community staff have been told. Which building, unit and room{ $for_whom ->
        [none] { "" }
       *[other] { " " }({ $for_whom })
     }? Only staff are told.
    .place-helper = [#{ $number }] Which building, unit and room{ $for_whom ->
        [none] { "" }
       *[other] { " " }({ $for_whom })
     }? Only { $helper }, who comes to help, is told.
    .place-in-group = { $mentions }[#{ $number }] Please add me as a contact and tell me in private where it is, not in the group.
    .request = Do you need somebody's help ({ $service })? Please reply "yes" or "no".
    .volunteer-skills = Wonderful, welcome! What are you good at? Electrical work, plumbing, haircuts, company for elders, tutoring …
    .volunteer-building = Which building do you live in?
    .volunteer-times = When are you usually free? Weekends, evenings, any time …
    .volunteer-times-again = When would that be? Just say "weekends", "evenings" or "any time".

handover = [#{ $number }] Thank you for helping { $who } ({ $service }).
    Address: { $place }
    Phone: { $phone ->
        [none] not given
       *[other] { $phone }
     }{ $time ->
        [none] { "" }
       *[other] { "" }
            When: { $time }
     }{ $for_whom ->
        [none] { "" }
       *[other] { "" }
            Asked for: { $for_whom }
     }
    In their words: { $words }{ $note ->
        [none] { "" }
       *[other] { "" }
            { $note }
     }{ $crew ->
        [none] { "" }
       *[other] { "" }
            { $crew }
     }
    When you are there reply "arrived", and at the end "done".
    .no-place = [#{ $number }] Thank you for helping { $who } ({ $service }). { $asked ->
            [none] We don't know the address yet; please ask community staff.
           *[other] We don't know the address yet; we have asked and will tell you at once.
         }{ $home ->
            [none] { "" }
           *[other] { " " }It was reported by { $who }, who lives at { $home }.
         }
        Phone: { $phone ->
            [none] not given
           *[other] { $phone }
         }{ $time ->
            [none] { "" }
           *[other] { "" }
                When: { $time }
         }{ $for_whom ->
            [none] { "" }
           *[other] { "" }
                Asked for: { $for_whom }
         }
        In their words: { $words }{ $note ->
            [none] { "" }
           *[other] { "" }
                { $note }
         }{ $crew ->
            [none] { "" }
           *[other] { "" }
                { $crew }
         }
    .building-only = [#{ $number }] Thank you for offering to help { $who } ({ $service })! You are not registered yet, so this is the building only: { $place ->
        [none] not known yet
       *[other] { $place }
     }. As soon as { $who } agrees, you get the door.
handover-requester = [#{ $number }] { $helper } is coming to help you ({ $service }).{ $crew ->
    [none] { "" }
   *[other] { " " }{ $crew }
 }
    .unregistered = [#{ $number }] { $helper } would like to help you ({ $service }), but is not a registered volunteer yet. May { $helper } have your door number? Please reply "yes" or "no".

note-electricity = Please note: look at breakers and meter first. Without a licence, leave the wiring alone.

privacy-warning = You just posted a phone or identity number in the group, where everybody can read it. Please take it back if you can. Tell it to me in private: I pass it on to nobody but your helper.
claim-question = [#{ $number }] Can you go to { $who } now? Please reply "yes" or "no".
redo-question = [#{ $number }] We are sorry. Shall somebody come again? Please reply "yes" or "no".
request-changed = [#{ $number }] has changed.{ $time ->
        [none] { "" }
       *[other] { " " }When: { $time }.
     }{ $place ->
        [none] { "" }
       *[other] { " " }Where: { $place }.
     }
    .released = [#{ $number }] The community office has arranged otherwise ({ $service }); you need not go. Thank you.
    .silent = [#{ $number }] We didn't hear from you and don't count on you any longer ({ $service }). If you can still go, reply "I can".
    .lead = [#{ $number }] { $gone } can't come. Please take the lead; we are looking for somebody else.
    .not-needed = [#{ $number }] No need to come this time. Thank you for offering.
    .service = [#{ $number }] Staff have looked at it: the help needed is { $service }. If you can't, reply "I can't".
    .moved = [#{ $other }] and [#{ $number }] are the same matter, several households have it. Please go to { $who } first; the address follows.
    .merged = [#{ $other }] and [#{ $number }] are the same matter, and { $helpers } is on the way. You need not go now, thank you; we ask again if needed.
    .closed = [#{ $number }] The community office has settled this ({ $service }). If something is still wrong, just say so.
    .lane-difficult = [#{ $number }] { $service }: community staff are talking it over with those concerned.{ $talk ->
        [none] { " " }I'll tell you what comes of it.
       *[other] { " " }The next talk is { $talk }; I'll tell you what comes of it.
     }
    .lane-complex = [#{ $number }] { $service }: { $helper } looks after it until it is done. I'll tell you of every step.
    .lane-status = [#{ $number }] { $service }, news from { $helper }: { $words }
    .responsible = [#{ $number }] Please look after this for { $who } ({ $service }). I'll ask you how it stands on { $when }, and tell { $who } what you say.
reminder = [#{ $number }] Please remember: { $service }.
    .appointment = [#{ $number }] A reminder: { $time }, { $service }.
    .review = [#{ $number }] How was it ({ $service })? A number from 1 to 5 is enough. If it isn't done, just say so.
progress-check = [#{ $number }] { $who } is waiting. Are you on the way? Reply "yes", or "I can't".
    .long = [#{ $number }] It has been a while. Is everything all right? Reply "yes", or "done" if it is.
    .long-requester = [#{ $number }] Is { $helper } still with you? Is everything all right? Reply "done" if it is, or tell us.
    .still-wanted = [#{ $number }] We are sorry, nobody could come yet ({ $service }). Do you still need it? Reply "yes" or "no".
    .status = [#{ $number }] How does it stand for { $who } ({ $service })? Just reply in a sentence; I'll pass it on to { $who }.
time-credited = [#{ $number }] Thank you! { $minutes } minutes of service are noted.

staff-alert = Please look at [#{ $number }].
    .untouched = [#{ $number }] { $service }: nobody has dealt with it yet. { $who }, { $place ->
        [none] place unknown
       *[other] { $place }
     }: { $words }
    .unfilled = [#{ $number }] { $service }: no volunteer was found ({ $asked } asked). Please take over. { $who }, { $place ->
        [none] place unknown
       *[other] { $place }
     }: { $words }
    .building-head = Something in your building, please keep an eye on [#{ $number }]: { $who }, { $place ->
        [none] place unknown
       *[other] { $place }
     }: { $words }
    .call = Call by one key! [#{ $number }] { $who } asks for help. Please get in touch at once. { $place ->
        [none] The address is not known
       *[other] { $place }
     }{ $phone ->
        [none] { "" }
       *[other] , telephone { $phone }
     }. Volunteers are being asked to look in.
    .call-again = [#{ $number }] { $who } has called again and nobody is coming yet. Please get in touch at once{ $phone ->
        [none] .
       *[other] : { $phone }
     }
    .lane-needs = [#{ $number }] { $service } ({ $lane }): nobody has it now, and volunteers are no more asked. Please see to it.
    .lane-overdue = [#{ $number }] { $service } ({ $lane }): nothing has moved for long. Please look into it. It is for { $who }.
    .lane-status = [#{ $number }] { $service }: time to ask how it stands, but I can't reach { $helper }. Please ask, and note it with "/note { $number }".
    .talk = [#{ $number }] { $service }: the talk is today, { $talk }. It is for { $who }.{ $parties ->
        [none] { "" }
       *[other] { " " }With: { $parties }.
     }
    .digest = These are dragging; please have a look ({ $count }):
        { $lines }{ $more ->
            [0] { "" }
           *[other] { "" }
                and { $more } more.
         }
    .team-silent = [#{ $number }] { $helper } was asked whom to send ({ $service }) and hasn't answered. Please get in touch.
    .team-nobody = [#{ $number }] { $helper } has nobody in the team to send ({ $service }). Please find another way.
    .claim-needs-staff = [#{ $number }] { $helper } would go ({ $service }), but it needs vetting or a licence. If you agree: "/assign { $number } { $helper }".
    .danger = Urgent! { $danger } [#{ $number }] { $who }, { $place ->
        [none] place unknown
       *[other] { $place }
     }: { $words }
    .details = [#{ $number }] { $who } adds: { $place ->
        [none] place unknown
       *[other] { $place }
     }{ $phone ->
        [none] { "" }
       *[other] , telephone { $phone }
     }
    .who-comes = [#{ $number }] { $helper } goes to help { $who } ({ $service }). No message reaches { $who }, please call them{ $phone ->
        [none] .
       *[other] : { $phone }
     }
    .trust-needs-staff = [#{ $number }] { $helper } would help { $who } ({ $service }), but is not registered, and no message reaches { $who }. If the door may be told: "/assign { $number } { $helper }".
    .low-review = [#{ $number }] { $service } was rated { $rating }. { $who } says: { $review }
    .not-done = [#{ $number }] { $service } was not done; it is open again. { $who } says: { $review }
    .runs-long = [#{ $number }] { $helper } has been there for long and does not answer. Please call. { $who }, { $place ->
        [none] place unknown
       *[other] { $place }
     }
    .incident = [#{ $number }] { $what }: { $count } households report it{ $buildings ->
        [none] { "" }
       *[other] { " " }(building { $buildings })
     }. Please call: { $contact }. When it works again: "/close { $number }".
    .incident-open = [#{ $number }] { $what }: { $count } households reported it, and after a day nobody has said that it works again. Please ask. When it does: "/close { $number }".
    .incident-over = [#{ $number }] { $what }: a resident says that it works again; all reporters have been told.
    .still-open = [#{ $number }] { $service }: nobody took it for a day, and the bot can't reach { $who }. Please ask whether it is still wanted.
    .still-wanted = [#{ $number }] { $service }: nobody took it for a day, and { $who } still needs it.
    .application = { $who } wants to be a volunteer. Skills: { $skills ->
        [none] not told
       *[other] { $skills }
     }; lives: { $place ->
        [none] not told
       *[other] { $place }
     }; free: { $times ->
        [none] not told
       *[other] { $times }
     }. If you agree: "/volunteer approve { $id }".
    .matter = { $who } ({ $topic }): { $words }
    .send-failed = A message could not be sent{ $kind ->
        [none] { "" }
       *[other] : { $kind }
     }{ $number ->
        [none] { "" }
       *[other] , [#{ $number }]
     }, to { $to }. Please call them.
    .deaf = From { $start } to { $end } I heard nothing. Please see whether a request was missed.

command-reply = { $text }
    .help = { $mentions }Just say what you need, as "My power is out, can somebody help?". To help, reply "I can"; when it is done, "done"; if you no longer need it, "no longer needed". To be a volunteer, say "I want to volunteer".
    .help-staff = { $mentions }Residents just talk. Staff can use:
        { $lines }
    .menu = { $mentions }What neighbours can help with:
        { $lines }
        Just say what you need.
    .balance = Your service time is { $minutes } minutes.
    .admin-bound = Done: you are the administrator. Send "/help" to see what you can do.
    .board = { $mentions }{ $count } under way:
        { $lines }{ $more ->
            [0] { "" }
           *[other] { "" }
                and { $more } more.
         }
    .board-empty = { $mentions }Nothing is under way.
    .request = { $mentions }[#{ $number }] { $service }, { $state }, { $urgency ->
            [urgent] urgent
            [emergency] emergency
            [scheduled] by appointment
           *[other] normal
         }
        For: { $who }
        Address: { $place ->
            [none] unknown
           *[other] { $place }
         }
        Phone: { $phone ->
            [none] not given
           *[other] { $phone }
         }
        When: { $time ->
            [none] not appointed
           *[other] { $time }
         }
        Words: { $words }
        Wanted: { $people }; helpers: { $helpers ->
            [none] none yet
           *[other] { $helpers }
         }; back-ups: { $backups ->
            [none] none
           *[other] { $backups }
         }
        Lane: { $lane }{ $responsible ->
            [none] { "" }
           *[other] , { $responsible } looks after it
         }{ $parties ->
            [none] { "" }
           *[other] , talks with { $parties }
         }{ $talk ->
            [none] { "" }
           *[other] , next: { $talk }
         }{ $notes ->
            [none] { "" }
           *[other] ; notes: { $notes }
         }
        Asked { $asked } in { $wave } waves; rating: { $rating ->
            [none] none yet
           *[other] { $rating }
         }
        Noted { $since }{ $reports ->
            [none] { "" }
           *[other] { "" }
                Reported by { $reports } households: { $reporters }
         }{ $into ->
            [none] { "" }
           *[other] { "" }
                It is part of [#{ $into }]
         }
    .merged = { $mentions }[#{ $other }] is part of [#{ $number }] now.
    .split = { $mentions }{ $who }'s is taken out of [#{ $of }] and is [#{ $number }] now.
    .which-over = { $mentions }Which of them works again?
        { $lines }
        Please send the number, as "/close { $first }".
    .why = { $mentions }[#{ $number }] { $service }, why these people were asked:
        { $lines }
    .why-nobody = { $mentions }[#{ $number }] { $service }: no volunteer has been asked yet.
    .recorded = { $mentions }Noted as [#{ $number }]: { $who }, { $service }.
    .assigned = { $mentions }[#{ $number }] is given to { $who }.
    .team-asked = { $mentions }[#{ $number }] { $who } ({ $team }) was asked whom to send.
    .teams = { $mentions }Teams:
        { $lines }
        For the members send "/team NAME".
    .teams-none = { $mentions }There are no teams yet.
    .team = { $mentions }{ $team }:
        { $lines }
    .released = { $mentions }[#{ $number }] is free again.
    .closed = { $mentions }[#{ $number }] is closed.
    .cancelled = { $mentions }[#{ $number }] is cancelled.
    .reopened = [#{ $number }] is open again.
    .volunteer-added = { $mentions }{ $who } is a volunteer now. Skills: { $skills ->
        [none] not told yet
       *[other] { $skills }
     }.
    .volunteer-approved = { $mentions }{ $who } is approved.
    .paused = { $mentions }{ $who } is paused and gets no offers. The same command again lets them go on.
    .resumed = { $mentions }{ $who } gets offers again.
    .lane = { $mentions }[#{ $number }] { $service }: { $lane }.{ $helper ->
        [none] { "" }
       *[other] { " " }{ $helper } looks after it; I'll ask on { $when }.
     }{ $parties ->
        [none] { "" }
       *[other] { " " }With: { $parties }.
     }{ $talk ->
        [none] { "" }
       *[other] { " " }Next: { $talk }; I'll remind you that day.
     }
    .noted = { $mentions }[#{ $number }] Noted.{ $talk ->
        [none] { "" }
       *[other] { " " }Next: { $talk }.
     }
    .taught = { $mentions }[#{ $number }] Learned: { $meaning }{ $service ->
        [none] { "" }
       *[other] , { $service }
     }.{ $follows ->
        [cancelled] { " " }It is cancelled; nobody was bothered.
        [offered] { " " }We are looking for people who do this.
        [changed] { " " }Whoever took it has been told.
       *[other] { "" }
     } { $danger ->
        [none] From now on I take such words that way.
       *[other] Words that plainly tell of danger ({ $danger }) are still taken seriously first.
     }
    .words = { $mentions }Other words for { $service }: { $words ->
        [none] none yet
       *[other] { $words }
     }.

refusal = That can't be done. Please say it differently.
    .staff-only = Only community staff can use this. Just say what you need, and I will find somebody.
    .no-such-request = There is no number { $number }.
    .not-possible = [#{ $number }] is "{ $state }" now; this can't be done.
    .already-over = [#{ $number }] is over already ({ $state }). Thank you.
    .claim-own-request = [#{ $number }] is your own request. If you no longer need it, reply "no longer needed".
    .claim-not-for-you = [#{ $number }] No need this time. Thank you for offering.
    .claim-minor = [#{ $number }] Thank you for your kind heart! An adult has to come along.
    .claim-licence-needed = [#{ $number }] Thank you! This needs somebody with a licence. Staff have been told.
    .claim-vetting-needed = [#{ $number }] Thank you! Staff have to agree first. They have been told; please wait.
    .claim-danger-staff-only = [#{ $number }] Thank you! It is dangerous there, please keep away: professionals are dealing with it.
    .no-free-place = [#{ $number }] is taken already. To change the helper, first "/release { $number }".
    .no-such-team = There is no team called "{ $name }".{ $teams ->
        [none] { "" }
       *[other] { " " }There are: { $teams }.
     }
    .team-no-captain = { $team } has no captain who can be reached in private. Please assign it to one person.
    .team-danger = [#{ $number }] No team is sent to this. Please deal with it yourselves.
    .team-no-member = Nobody called "{ $name }" is in { $team }. Please write the full name, or mention them with @.
    .team-member-unfit = [#{ $number }] { $who } doesn't fit this time. Please name somebody else.
    .no-free-place-team = [#{ $number }] Somebody is going already; nobody more is needed. Thank you!
    .no-such-person = Nobody called "{ $name }" was found. Please mention them with @, or write the full name.
    .several-people = Several people are called "{ $name }". Please write the id:
        { $lines }
    .nothing-to-approve = { $who } has no registration waiting.
    .no-volunteer = { $who } is not a volunteer yet.
    .nobody-to-release = Nobody like that has taken [#{ $number }].
    .merge-itself = [#{ $number }] is the same one. Please write two numbers.
    .merge-apart = [#{ $number }] tells of danger, or is private: it can't be merged.
    .split-single = [#{ $number }] has one reporter only; there is nothing to split.
    .split-who = { $who } has not reported [#{ $number }].
    .bad-code = That code is wrong or has expired. Please print a new one on the computer, and send it to me in private.
    .unknown-command = There is no command "{ $name }". { $nearest ->
        [none] Send "/help" to see them.
       *[other] Did you mean "{ $nearest }"?
     }
    .malformed-command = "{ $name }" goes like this: { $example }
    .teach-which = Please write its number, as "/teach 12 plumbing", or quote my message about it.
    .no-such-service = There is no service "{ $name }". Please write its name; say "menu" to see them.
    .no-synonym = "{ $name }" can't stand for a service: it takes 2 to 30 letters, and not only figures.
    .new-needs-words = Please say what is needed, as: /new Grandma Zhang 3-2-501 the light is broken
    .too-long = That was too long for me. Please say it in fewer words.

receipt = Noted.
    .held-back = Noted as [#{ $number }]: { $service }. I begin to ask { $until }. If it can't wait, say "urgent".
    .with-staff = [#{ $number }] { $service }: nobody was found yet. Community staff have it and will contact you.
    .request = Noted as [#{ $number }]: { $service }. We are looking for somebody and will tell you at once.
    .private-request = Noted as [#{ $number }]. Nothing of this is told in the group; we are asking the right people in private.
    .place = [#{ $number }] The address is noted; only your helper is told.
    .call = I hear you. [#{ $number }] Community staff know, and somebody is being sent to see you. Please stay at home. In real danger dial 120.
    .call-again = [#{ $number }] I hear you; it is being seen to. In real danger dial 120.
    .status = [#{ $number }] Noted and passed on. Thank you.
    .status-noted = [#{ $number }] Noted. Thank you.
    .status-over = [#{ $number }] No need any more. Thank you.
    .phone = [#{ $number }] The telephone number is noted; only your helper is told.
    .place-staff = [#{ $number }] The address is noted; only community staff are told.
    .team-sent = [#{ $number }] Good, { $helpers } will be told. Thank you!
    .declined = That's fine, not this time.
    .redo = [#{ $number }] We are sorry. Somebody will come again; we are asking now.
    .review-changed = Changed. Thank you.
    .already-volunteer = You are a volunteer already. Thank you!
    .applied = Thank you! You are noted; you will hear as soon as staff agree.
    .approved = Welcome! You are a volunteer. When something fits you I'll ask; just reply "I can".
    .matter = Noted ({ $topic }); community staff will look after it.

request-line = [#{ $number }] { $who }: { $service }, { $state }
board-line = [#{ $number }] { $service }, { $state }{ $urgency ->
    [urgent] , urgent
    [emergency] , emergency
   *[other] { "" }
 }: { $who }{ $helpers ->
    [none] { "" }
   *[other] { " " }({ $helpers })
 }{ $reports ->
    [none] { "" }
   *[other] , { $reports } households
 }, { $since }
person-line = { $name } ({ $grid ->
    [none] grid unknown
   *[other] { $grid }
 }), id { $id }
team-line = { $team }: { $count } { $count ->
    [1] person
   *[other] people
 }{ $captains ->
    [none] , no captain yet
   *[other] , captain { $captains }
 }
member-line = { $who }{ $captain ->
    [none] { "" }
   *[other] { " " }(captain)
 }{ $skills ->
    [none] { "" }
   *[other] : { $skills }
 }{ $paused ->
    [none] { "" }
   *[other] , resting
 }
menu-line = { $category }: { $services }
command-line = { $name }   as: { $example }

# ---- /why: why these people were asked
why-wave = Wave { $wave } ({ $at }): { $people ->
    [none] nobody was left to ask
   *[other] asked { $people }{ $more ->
        [0] { "" }
       *[other] , and { $more } more
     }{ $way ->
        [backup] , a back-up, who comes first
        [burst] ; much came at once and { $fitting } could go: shared out with the other requests for the shortest ways in all
       *[other] ; { $fitting } near enough could go, in order of how near they are and how much they were asked and did lately
     }
 }.{ $passed ->
    [none] { "" }
   *[other] { " " }Not asked: { $passed }.
 }
why-person = { $who } ({ $ring }; in twelve weeks { $jobs } jobs, asked { $notices } times{ $acceptance ->
    [none] { "" }
   *[other] ; { $acceptance }% likely to go
 }{ $licensed ->
    [none] { "" }
   *[other] ; licensed
 })
why-backup = { $who }
why-not = { $count } { $reason }
ring-0 = same building
ring-1 = own grid
ring-2 = next grid
ring-3 = further off
ring-far = far away
reason-further = further down the list
reason-asked = asked already
reason-busy = busy now
reason-has-it = on it already
reason-said-no = said no
reason-paused = resting
reason-away = away
reason-declines = not doing this
reason-minor = under 18
reason-licence = without the licence
reason-vetting = not vetted yet
reason-other = not suitable this time

lives-at = place unknown (reported by { $who }, who lives at { $home })
place = { $building ->
    [none] { "" }
   *[other] Building { $building }
 }{ $unit ->
    [none] { "" }
   *[other] , Unit { $unit }
 }{ $room ->
    [none] { "" }
   *[other] , Room { $room }
 }{ $text ->
    [none] { "" }
   *[other] { " " }{ $text }
 }
moment = { $weekday } { $day }/{ $month } { $clock }
day = { $weekday } { $day }/{ $month }
span = { $start } to { $end }
deadline = before { $end }
weekday-1 = Mon
weekday-2 = Tue
weekday-3 = Wed
weekday-4 = Thu
weekday-5 = Fri
weekday-6 = Sat
weekday-7 = Sun
list-separator = { ", " }
somebody = a neighbour

state-open = looking for somebody
state-claimed = somebody is coming
state-in_progress = being done
state-done = done, awaiting a review
state-closed = closed
state-cancelled = cancelled
state-unfilled = with community staff
danger-fire = Fire
danger-gas = Gas leak
danger-electric_shock = Electric shock
danger-medical = Medical
danger-violence = Violence
danger-suicide = Suicide risk
danger-missing_person = Missing person
danger-trapped = Somebody trapped
danger-flood = Flooding
supply-power = power
supply-water = water
supply-gas = gas
supply-heating = heating
supply-lift = lift
supply-network = internet
kind-offer = an offer
kind-claim-confirmed = who has taken it
kind-already-claimed = that it is taken
kind-claim-ambiguous = which one is meant
kind-claim-released = that a helper is gone
kind-completion-noted = that it is done
kind-review-prompt = the question how it was
kind-review-thanks = thanks for the review
kind-request-cancelled = that it is cancelled
kind-request-status = how it stands
kind-emergency = the number to call first
kind-incident-joined = that it is part of another
kind-incident-over = that it works again
kind-announcement = an announcement
kind-digest = several things at once
kind-ask-slot = a question for details
kind-handover = the address and telephone
kind-handover-requester = who is coming
kind-private-offer = an offer in private
kind-privacy-warning = a word about privacy
kind-claim-question = whether they can go
kind-redo-question = whether to come again
kind-request-changed = a change
kind-reminder = a reminder
kind-progress-check = how it goes
kind-time-credited = the time that was noted
kind-staff-alert = a word to staff
kind-command-reply = the answer to a command
kind-refusal = why it can't be done
kind-receipt = that it is noted
# several helpers
crew-full = All are found: { $helpers } go together, { $lead } leads.
crew-you = { $people } are wanted for this; please take the lead.
crew-led = { $people } are wanted for this; { $lead } leads.
# lanes and digests
words-button = called by one key; what for is not known yet
lane-routine = at once
lane-difficult = by talks
lane-complex = watched
digest-line = [#{ $number }] { $service }, { $days ->
    [none] { $hours } hours old
   *[other] { $days } days old
 }
topic-wish = a wish
topic-signup = a sign-up
topic-feedback = feedback
topic-menu = the menu
topic-availability = free times
topic-ranking = the ranking
topic-redeem = an exchange
topic-other = another matter
meaning-none = no request
meaning-request = a request
meaning-claim = an offer to go
meaning-withdraw = can't come
meaning-arrived = arrived
meaning-done = done
meaning-cancel = no longer needed
meaning-review = a review
meaning-status = a question how it stands
meaning-menu = the menu
meaning-register = wants to volunteer
meaning-availability = free times
meaning-balance = one's time account
meaning-ranking = the ranking
meaning-redeem = redeeming
meaning-wish = a wish
meaning-signup = a sign-up
meaning-feedback = feedback
meaning-thanks = thanks
