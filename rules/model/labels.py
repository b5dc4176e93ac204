"""Which blocks of a page are main content, from the page's gold text: an alignment of tokens, then coordinate
ascent on the page's own F1 over 4-token shingles. The outcome is the best any choice of blocks can do, nearly."""
from collections import Counter

from rapidfuzz.distance import LCSseq

from pages import tokens


def sh4(t):
    if not t:
        return Counter()
    if len(t) < 4:
        return Counter([tuple(t)])
    return Counter(zip(t, t[1:], t[2:], t[3:]))


def f1(tp, g, o):
    return 2 * tp / (g + o) if g + o else 1.0


def oracle(bt, gold):
    """bt: token lists of the blocks. Returns keep[], weight[] (|change of F1| when the block is flipped), F1 of the choice."""
    n = len(bt)
    gt = tokens(gold)
    G = sh4(gt)
    ng = sum(G.values())
    if not ng:
        return [0] * n, [min(1.0, len(b) / 50) for b in bt], 1.0
    # 1. containment of the block's own shingles
    cont = []
    gset = set(G)
    guni = set(gt)
    for b in bt:
        if len(b) >= 4:
            s = list(zip(b, b[1:], b[2:], b[3:]))
            cont.append(sum(x in gset for x in s) / len(s))
        else:
            cont.append(1.0 if b and all(x in guni for x in b) else 0.0)
    keep = [0] * n
    # 2. order: LCS over the tokens of candidate blocks
    idx = [i for i in range(n) if bt[i] and (cont[i] >= 0.3)]
    ids = {}
    a, own = [], []
    for i in idx:
        for w in bt[i]:
            a.append(ids.setdefault(w, len(ids)))
            own.append(i)
    g = [ids.get(w, -1) for w in gt]
    g = [x for x in g if x >= 0]
    if a and g and len(a) * len(g) < 1.2e9:
        hit = Counter()
        for op in LCSseq.opcodes(a, g):
            if op.tag == "equal":
                for p in range(op.src_start, op.src_end):
                    hit[own[p]] += 1
        for i in idx:
            keep[i] = 1 if hit[i] >= 0.5 * len(bt[i]) else 0
    else:
        for i in idx:
            keep[i] = 1 if cont[i] >= 0.5 and len(bt[i]) > 3 else 0

    # 3. coordinate ascent on F1 with real shingles over the joined output
    out = Counter()
    seq = []
    for i in range(n):
        if keep[i]:
            seq.extend(bt[i])
    out = sh4(seq) if len(seq) >= 4 else Counter(zip(seq, seq[1:], seq[2:], seq[3:]))
    no = sum(out.values())
    tp = sum((out & G).values())

    def prev3(i):
        r = []
        j = i - 1
        while j >= 0 and len(r) < 3:
            if keep[j]:
                r = bt[j][-(3 - len(r)):] + r
            j -= 1
        return r

    def next3(i):
        r = []
        j = i + 1
        while j < n and len(r) < 3:
            if keep[j]:
                r = r + bt[j][:3 - len(r)]
            j += 1
        return r

    w = [0.0] * n
    for rnd in range(4):
        changed = 0
        for i in range(n):
            b = bt[i]
            if not b:
                continue
            p, q = prev3(i), next3(i)
            x = p + b + q
            y = p + q
            A = Counter(zip(x, x[1:], x[2:], x[3:]))
            Bq = Counter(zip(y, y[1:], y[2:], y[3:]))
            old, new = (A, Bq) if keep[i] else (Bq, A)
            dtp = 0
            for k in set(old) | set(new):
                d = new[k] - old[k]
                if d:
                    gk = G.get(k, 0)
                    ok = out[k]
                    dtp += min(gk, ok + d) - min(gk, ok)
            dno = sum(new.values()) - sum(old.values())
            df = f1(tp + dtp, ng, no + dno) - f1(tp, ng, no)
            if df > 1e-12 or (abs(df) <= 1e-12 and keep[i] and rnd == 0 and cont[i] < .5):
                for k in set(old) | set(new):
                    d = new[k] - old[k]
                    if d:
                        out[k] += d
                keep[i] ^= 1
                tp += dtp
                no += dno
                changed += 1
            w[i] = abs(df)
        if not changed:
            break
    return keep, w, f1(tp, ng, no)
