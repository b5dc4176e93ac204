"""Threads of comments, to be grafted under the articles of the training sets, which have few long ones. The markup is
written for this project after what common software makes; the words are those of other pages of the same fold."""
import html
from typing import NamedTuple

FIRST = ("Anna Ben Carla David Elena Frank Grace Hugo Irene Jack Karen Luis Maria Nils Olga Paul Rosa Sam Tina Viktor "
         "Wendy Yusuf Zoe Peter Judith Marc Steve Linda Tom Kate").split()
LAST = "Adams Berg Costa Diaz Evans Fischer Garcia Hansen Ivanov Jones King Lopez Martin Novak Olsen Petit Rossi".split()
MONTHS = "January February March April May June July August September October November December".split()
TITLES = ["{n} Comments", "Comments ({n})", "Comments", "{n} responses to “{title}”", "{n} thoughts on “{title}”",
          "Discussion", "Reader comments", "What people said", "Add your comment", "Join the conversation", "Replies",
          "{n} Kommentare", "Kommentare", "Commentaires ({n})", "Vos réactions", "Comentarios ({n})", "Comentários",
          "Commenti", "Reacties", "Komentarze ({n})", "Комментарии ({n})", "Обсуждение", "Σχόλια", "Yorumlar", "评论",
          "网友评论", "コメント", "Kommentarer", "Komentáře", "Have your say"]
ASKS = ["Leave a Reply", "Post a comment", "Add a comment", "Your email address will not be published.", "Submit",
        "Log in to comment", "Kommentar schreiben", "Laisser un commentaire", "Deja un comentario",
        "Оставить комментарий", "发表评论"]
FORM = ('<div id="respond"><h3>{ask}</h3><form><label>Name</label><input name="n"><label>Email</label><input name="e">'
        '<textarea></textarea><input type="submit" value="Submit"></form></div>')


class Style(NamedTuple):
    """Markup of a thread; {…} is filled in. Answers stand in `nest` inside the post, if it is not empty."""
    begin: str
    post: str
    end_post: str
    end: str
    nest: str = ""
    end_nest: str = ""


STYLES = [
    Style('<div id="comments"><h3 id="comments-title">{title}</h3><ol class="commentlist">',
          '<li class="comment {parity} depth-{depth}" id="comment-{i}"><div class="comment-body"><div class="comment-author '
          'vcard"><img class="avatar" src="a"><cite class="fn">{name}</cite> <span class="says">says:</span></div><div '
          'class="comment-meta commentmetadata"><a href="#c">{date}</a></div>{text}<div class="reply"><a '
          'class="comment-reply-link" href="#r">Reply</a></div></div>',
          "</li>", "</ol></div>", '<ul class="children">', "</ul>"),
    Style('<section id="comments" class="comments-area"><h2 class="comments-title">{title}</h2><ol class="comment-list">',
          '<li id="comment-{i}" class="comment depth-{depth}"><article class="comment-body"><footer class="comment-meta"><b '
          'class="fn">{name}</b><time>{date}</time></footer><div class="comment-content">{text}</div></article>',
          "</li>", "</ol></section>", '<ol class="children">', "</ol>"),
    Style('<div class="comments" id="comments"><h4>{title}</h4><dl id="comments-block">',
          '<dt class="comment-author" id="c{i}"><a href="#u">{name}</a> said...</dt><dd class="comment-body">{text}</dd><dd '
          'class="comment-footer"><span class="comment-timestamp"><a href="#t">{date}</a></span></dd>',
          "", "</dl></div>"),
    Style('<div class="comments"><h3 class="comments-header">{title}</h3><div class="comments-content">',
          '<div class="comment" id="comment-{i}"><div class="comment-content">{text}</div><p class="comment-footer">Posted '
          'by: <a href="#u">{name}</a> | <a href="#d">{date}</a></p>',
          "</div>", "</div></div>"),
    Style('<div id="disqus_thread"><h3>{title}</h3><ul id="post-list" class="post-list">',
          '<li class="post" id="post-{i}"><div class="post-content"><header><span class="author">{name}</span> <a '
          'class="time-ago">{date}</a></header><div class="post-message">{text}</div><footer><a href="#r">Reply</a> <a '
          'href="#s">Share ›</a></footer></div>',
          "</li>", "</ul></div>", '<ul class="children">', "</ul>"),
    Style('<div id="comments"><h2 class="comments">{title}</h2>',
          '<div class="comment {parity}"><h3><a href="#c">{name}, {date}</a></h3><div class="submitted">Submitted by {name} '
          'on {date}</div><div class="content">{text}</div><ul class="links"><li><a href="#r">reply</a></li></ul>',
          "</div>", "</div>", '<div class="indented">', "</div>"),
]
# Of sites' own making.
LISTS = ("comments reactions user-comments reader-responses discussion feedback kommentare commentaires comentarios reacties "
         "komentarze otzyvy c-list js-comments opinions").split()
POSTS = "comment item entry post reaction row media msg opinion komentar user-text".split()
TEXTS = "text body content txt message comment-text bubble".split()
WHO = "author user name nick meta info".split()
LINKS = ["", "", '<a href="#v">Reply</a> <a href="#r">Report</a>', '<span class="votes">+3</span> <a href="#r">Report abuse</a>',
         '<a href="#l">Like</a>']
OWN_SHARE = .4


def _own_style(one):
    """The style of one site: a list with names of its own; `one` draws one of many."""
    name, post, text, who, links, head = (one(x) for x in (LISTS, POSTS, TEXTS, WHO, LINKS, ["h2", "h3", "h4", "div", "span"]))
    list_tag, post_tag = one([("ul", "li"), ("div", "div"), ("section", "article"), ("ol", "li")])
    return Style(f'<div class="{name}"><{head} class="title">{{title}}</{head}><{list_tag} class="{name}-list">',
                 f'<{post_tag} class="{post}"><span class="{who}"><a href="#u">{{name}}</a></span> <span '
                 f'class="date">{{date}}</span><div class="{text}">{{text}}</div>{links}',
                 f"</{post_tag}>", f"</{list_tag}></div>", f"<{list_tag}>", f"</{list_tag}>")


def _name(random, one):
    first, last = one(FIRST), one(LAST)
    return one([first, f"{first} {last}", f"{first.lower()}{random.integers(99)}", f"{first}_{last[0]}"])


def _date(random, form):
    d, m, y = random.integers(1, 29), random.integers(12), random.integers(2003, 2026)
    h, n = random.integers(24), random.integers(60)
    return (f"{MONTHS[m]} {d}, {y} at {h % 12 + 1}:{n:02} pm", f"{d} {MONTHS[m][:3]} {y} {h:02}:{n:02}",
            f"{d:02}.{m + 1:02}.{y} {h:02}:{n:02}", f"{y}-{m + 1:02}-{d:02} {h:02}:{n:02}", f"{h + 2} days ago")[form]


def _posts(random, style, posts, fill):
    """The posts, some of them inside others."""
    nests, open_ = bool(style.nest) and random.random() < .5, 0
    for i, post in enumerate(posts):
        text = "".join(f"<p>{html.escape(t)}</p>" for t in post)
        yield style.post.format(i=9000 + i, depth=open_ + 1, parity="even" if i % 2 else "odd", text=text, **fill())
        if nests and open_ < 3 and random.random() < .3:
            yield style.nest
            open_ += 1
            continue
        yield style.end_post
        while open_ and random.random() < .4:
            yield style.end_nest + style.end_post
            open_ -= 1
    yield (style.end_nest + style.end_post) * open_


def thread(random, title, texts, most):
    """A thread of up to `most` comments on something of that title; `texts` are lists of paragraphs."""
    one = lambda of: of[random.integers(len(of))]
    count, form = int(round(most ** random.random())), random.integers(5)
    style = _own_style(one) if random.random() < OWN_SHARE else one(STYLES)
    said = html.escape(one(TITLES).format(n=count, title=title)) if random.random() < .9 else ""
    posts = [texts[i] for i in random.integers(len(texts), size=count)]
    fill = lambda: {"name": _name(random, one), "date": _date(random, form)}
    return "".join([style.begin.format(title=said), *_posts(random, style, posts, fill), style.end,
                    FORM.format(ask=one(ASKS)) if random.random() < .6 else ""])
