// The page's words, in both languages.

export const TEXTS = {
  zh: {
    bot: "微光", secret: "微光", secretHint: "只有你和微光看得见", send: "发送", write: "说点什么…", picture: "发图片", back: "返回",
    quote: "引用", recall: "撤回", mention: "提到", more: "更多", cancelQuote: "不引用", recalled: "撤回了一条消息", aPicture: "[图片]",
    lost: "连接断了，正在重连…", cut: "演练：线路已断开，微光听不到", who: "我是谁", search: "名字、志愿者、电工、G3…", favourites: "常用",
    resident: "居民", volunteer: "志愿者", staff: "工作人员", nobody: "没有找到", chooseFirst: "先选一个身份，再开始聊天",
    noToken: "请用社区工作人员发给您的链接打开。", language: "English", large: "大字", dark: "深色", light: "浅色", earlier: "更早的消息",
    rehearsal: "演练", now: "微光的时间", plus: "过 10 分钟", tomorrow: "到明天 9:00", cutLine: "断开线路", mendLine: "恢复线路",
    films: "放一段对话", play: "播放", stop: "停止", faster: "快一点", privately: "私聊", over: "放完了",
    states: { open: "正在找人", claimed: "已有人去", in_progress: "正在办", done: "办好了，等评价", closed: "已完成", cancelled: "已取消", unfilled: "工作人员在跟进" },
    request: (n) => `${n}号`, helpers: "帮忙的人", stars: (n) => `${n}分`, unread: (n) => `${n}条未读`, yesterday: "昨天",
    weekdays: ["周日", "周一", "周二", "周三", "周四", "周五", "周六"], date: (m, d) => `${m}月${d}日`, chats: "聊天",
    empty: "还没有消息。试试：我家停电了，谁能帮忙看看？", emptySecret: "在这里说的话，群里看不到。", wait: "稍等…",
    you: "你", recalledShort: "（已撤回）", enlarge: "放大", close: "关闭", below: "有新消息", letter: "微光给您发了私信，点这里看", called: "[有人@我]", group: "群聊",
    moved: "演练：微光的时间往后调过了。", back2now: "回到现在", premiere: "01-new-years-eve.zh", premiereTitle: "看一遍：除夕停电", moreFound: "还有更多，请多写几个字",
    faults: { 0: "没有发出去。连上以后会自动再发。", 403: "请用社区工作人员发给您的新链接打开。", 404: "收信的群或人已经不在了。", 409: "超过两分钟，不能撤回了", 413: "太长了，请分几次发。", 429: "发得太快了，歇一会儿再发。", picture: "图片太大或打不开", other: "没有发出去，请再试一次。" },
  },
  en: {
    bot: "Weiguang", secret: "Weiguang", secretHint: "Only you and Weiguang see this", send: "Send", write: "Say something…", picture: "Send a picture", back: "Back",
    quote: "Quote", recall: "Take back", mention: "Mention", more: "More", cancelQuote: "Don't quote", recalled: "took a message back", aPicture: "[picture]",
    lost: "Connection lost, trying again…", cut: "Rehearsal: the line is cut, Weiguang hears nothing", who: "Who am I?", search: "Name, volunteer, electrician, G3…", favourites: "Favourites",
    resident: "resident", volunteer: "volunteer", staff: "staff", nobody: "Nobody found", chooseFirst: "Choose who you are, then start to talk",
    noToken: "Please open the link that the community office gave you.", language: "中文", large: "Large type", dark: "Dark", light: "Light", earlier: "Earlier messages",
    rehearsal: "Rehearsal", now: "Weiguang's time", plus: "+10 minutes", tomorrow: "To tomorrow 9:00", cutLine: "Cut the line", mendLine: "Mend the line",
    films: "Play a conversation", play: "Play", stop: "Stop", faster: "Faster", privately: "private", over: "The end",
    states: { open: "Looking for help", claimed: "Somebody is going", in_progress: "Being done", done: "Done, awaiting a review", closed: "Closed", cancelled: "Cancelled", unfilled: "Staff are on it" },
    request: (n) => `No. ${n}`, helpers: "Helping", stars: (n) => `${n} of 5`, unread: (n) => `${n} unread`, yesterday: "Yesterday",
    weekdays: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"], date: (m, d) => `${d}/${m}`, chats: "Chats",
    empty: "No messages yet. Try: my power is out, can somebody help?", emptySecret: "What is said here is not seen in the group.", wait: "One moment…",
    you: "You", recalledShort: "(taken back)", enlarge: "enlarge", close: "Close", below: "New messages", letter: "Weiguang wrote to you in private: read it", called: "[mentions me]", group: "Group",
    moved: "Rehearsal: Weiguang's clock was moved on.", back2now: "Back to now", premiere: "02-power-cut.en", premiereTitle: "Watch one: a power cut", moreFound: "There are more: write a little more",
    faults: { 0: "Not sent. It goes out when the connection is back.", 403: "Please open the new link that the community office gave you.", 404: "The group or person is not there any more.", 409: "Messages can be taken back for two minutes only", 413: "Too long: please send it in parts.", 429: "Too many at once: wait a moment.", picture: "The picture is too large or can't be opened", other: "Not sent: please try again." },
  },
};

// What went wrong, by the answer's status, in the reader's words.
export const faultText = (texts, fault) => texts.faults[fault] || texts.faults.other;
