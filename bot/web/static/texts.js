// The page's words, in both languages.

export const TEXTS = {
  zh: {
    bot: "微光", secret: "微光", secretHint: "只有你和微光看得见", send: "发送", write: "说点什么…", picture: "发图片", back: "返回",
    quote: "引用", recall: "撤回", mention: "提到", more: "更多", cancelQuote: "不引用", recalled: "撤回了一条消息", aPicture: "[图片]",
    lost: "连接断了，正在重连…", cut: "演练：线路已断开，微光听不到", who: "我是谁", search: "按名字找人", favourites: "常用",
    resident: "居民", volunteer: "志愿者", staff: "工作人员", nobody: "没有找到", chooseFirst: "先选一个身份，再开始聊天",
    noToken: "请用社区工作人员发给您的链接打开。", language: "English", large: "大字", dark: "深色", light: "浅色", earlier: "更早的消息",
    rehearsal: "演练", now: "微光的时间", plus: "过 10 分钟", tomorrow: "到明天 9:00", cutLine: "断开线路", mendLine: "恢复线路",
    films: "放一段对话", play: "播放", stop: "停止", faster: "快一点", privately: "私聊", over: "放完了", tooLate: "超过两分钟，不能撤回了",
    states: { open: "正在找人", claimed: "已有人去", in_progress: "正在办", done: "办好了，等评价", closed: "已完成", cancelled: "已取消", unfilled: "工作人员在跟进" },
    request: (n) => `${n}号`, helpers: "帮忙的人", stars: (n) => `${n}分`, unread: (n) => `${n}条未读`, yesterday: "昨天",
    weekdays: ["周日", "周一", "周二", "周三", "周四", "周五", "周六"], date: (m, d) => `${m}月${d}日`, chats: "聊天", today: "",
    empty: "还没有消息。试试：我家停电了，谁能帮忙看看？", emptySecret: "在这里说的话，群里看不到。", files: "图片太大或打不开", wait: "稍等…",
  },
  en: {
    bot: "Weiguang", secret: "Weiguang", secretHint: "Only you and Weiguang see this", send: "Send", write: "Say something…", picture: "Send a picture", back: "Back",
    quote: "Quote", recall: "Take back", mention: "Mention", more: "More", cancelQuote: "Don't quote", recalled: "took a message back", aPicture: "[picture]",
    lost: "Connection lost, trying again…", cut: "Rehearsal: the line is cut, Weiguang hears nothing", who: "Who am I?", search: "Find by name", favourites: "Favourites",
    resident: "resident", volunteer: "volunteer", staff: "staff", nobody: "Nobody found", chooseFirst: "Choose who you are, then start to talk",
    noToken: "Please open the link that the community office gave you.", language: "中文", large: "Large type", dark: "Dark", light: "Light", earlier: "Earlier messages",
    rehearsal: "Rehearsal", now: "Weiguang's time", plus: "+10 minutes", tomorrow: "To tomorrow 9:00", cutLine: "Cut the line", mendLine: "Mend the line",
    films: "Play a conversation", play: "Play", stop: "Stop", faster: "Faster", privately: "private", over: "The end", tooLate: "Messages can be taken back for two minutes only",
    states: { open: "Looking for help", claimed: "Somebody is going", in_progress: "Being done", done: "Done, awaiting a review", closed: "Closed", cancelled: "Cancelled", unfilled: "Staff are on it" },
    request: (n) => `No. ${n}`, helpers: "Helping", stars: (n) => `${n} of 5`, unread: (n) => `${n} unread`, yesterday: "Yesterday",
    weekdays: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"], date: (m, d) => `${d}/${m}`, chats: "Chats", today: "",
    empty: "No messages yet. Try: my power is out, can somebody help?", emptySecret: "What is said here is not seen in the group.", files: "The picture is too large or can't be opened", wait: "One moment…",
  },
};
