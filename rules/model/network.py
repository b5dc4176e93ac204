"""The network that reads the rows of a page in order: trained with torch, written as the integers that
src/judge/network.h computes with."""
import struct

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

WIDTH = 32          # Network::kWidth
MOST_ACTIVE = 2047  # kMostActive in network.cpp
MOST_WEIGHT = 4095  # with it no sum of a hidden layer leaves 32 bits; the first layer has bytes as inputs
MOST_ROW_WEIGHT = 16383
EPOCHS, PAGES, BLOCKS = 8, 16, 300  # pages a step; blocks of a page that a step sees, at most
RATE, DECAY, DROPOUT = 2e-3, .02, .25
NAMELESS = .3       # how often a page is seen without its names
SPREAD = 4          # standard deviations that a value may be off the mean


class Scale:
    """How bytes become the network's inputs: held within SPREAD deviations of their mean, then brought to mean 0 and
    about deviation 1."""

    def __init__(self, rows):
        rows = rows.astype(np.float32)
        self.mean, self.deviation = rows.mean(0).astype(np.float64), rows.std(0).astype(np.float64) + 4
        self.low = np.clip(np.ceil(self.mean - SPREAD * self.deviation), 0, 255).astype(np.uint8)
        self.high = np.clip(np.floor(self.mean + SPREAD * self.deviation), 0, 255).astype(np.uint8)

    def hold(self, rows):
        return np.clip(rows, self.low, self.high)

    def inputs(self, rows):
        return ((self.hold(rows) - self.mean) / self.deviation).astype(np.float32)


class Net(nn.Module):
    def __init__(self, inputs):
        super().__init__()
        self.row = nn.Linear(inputs, WIDTH)
        self.first, self.second = (nn.Conv1d(WIDTH, WIDTH, 3, padding=1) for _ in range(2))
        self.page, self.last = nn.Linear(2 * WIDTH, WIDTH), nn.Linear(2 * WIDTH, WIDTH)
        self.output = nn.Linear(WIDTH, 1)
        self.drop = nn.Dropout(DROPOUT)

    def forward(self, x, there):
        """Log-odds of blocks; x: pages × blocks × inputs; there: pages × blocks × 1, 0 where a page has ended."""
        t = self.drop(F.relu(self.row(self.drop(x)))) * there
        t, along = t.transpose(1, 2), there.transpose(1, 2)
        t = self.drop(t + F.relu(self.first(t))) * along
        t = ((t + F.relu(self.second(t))) * along).transpose(1, 2)
        whole = torch.cat([t.sum(1) / there.sum(1), t.max(1).values], 1)
        page = F.relu(self.page(whole))[:, None].expand(-1, t.shape[1], -1)
        return self.output(self.drop(F.relu(self.last(torch.cat([t, page], 2)))))[..., 0]


def _batch(pages, scale, features, random):
    """Inputs, which blocks there are, labels, weights and tokens of parts of pages, padded to one length."""
    parts = []
    for page in pages:
        rows = page["rows"]
        if random.random() < NAMELESS:
            rows = features.without_names(rows)
        first = int(random.integers(0, max(len(rows) - BLOCKS, 0) + 1))
        part = slice(first, first + BLOCKS)
        parts.append((scale.inputs(rows[part]), page["keep"][part], page["block_weight"][part], page["tokens"][part] + .3))
    longest = max(len(x) for x, *_ in parts)
    x = np.zeros((len(parts), longest, parts[0][0].shape[1]), np.float32)
    there, keep, weight, tokens = (np.zeros((len(parts), longest), np.float32) for _ in range(4))
    for i, (inputs, k, w, n) in enumerate(parts):
        x[i, :len(k)], there[i, :len(k)], keep[i, :len(k)], weight[i, :len(k)], tokens[i, :len(k)] = inputs, 1, k, w, n
    return [torch.from_numpy(a) for a in (x, there, keep, weight, tokens)]


def _loss(odds, there, keep, weight, tokens):
    """Cross entropy, and what the page's F1 over tokens lacks were chances kept in part."""
    entropy = (weight * F.binary_cross_entropy_with_logits(odds, keep, reduction="none")).sum() / weight.sum()
    kept = torch.sigmoid(odds) * there * tokens
    lacking = 1 - (2 * (kept * keep).sum(1) + 1) / (kept.sum(1) + (keep * tokens).sum(1) + 1)
    return entropy + (lacking * (weight.sum(1) > 0)).sum() / PAGES


def fit(pages, features, weigh):
    """A network and the scale of its inputs. `weigh` gives the weights of a page's blocks."""
    torch.set_num_threads(1)
    torch.manual_seed(0)
    random = np.random.default_rng(0)
    seen = []
    for page in pages:
        w = weigh(page).astype(np.float32)
        if w.sum() > 0:
            seen.append(dict(page, block_weight=w / w.sum() ** .5))
    scale = Scale(np.concatenate([p["rows"] for p in seen[::4]]))
    net = Net(len(scale.mean))
    steps = EPOCHS * (len(seen) // PAGES + 1) + 1
    optimizer = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps)
    for _ in range(EPOCHS):
        order = random.permutation(len(seen))
        for at in range(0, len(order), PAGES):
            x, there, *rest = _batch([seen[j] for j in order[at:at + PAGES]], scale, features, random)
            loss = _loss(net(x, there[..., None]), there, *rest)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            schedule.step()
    net.eval()
    return net, scale


class Table:
    """The network in integers. `pages` show how active its units get."""

    def __init__(self, net, scale, page_at, pages):
        self.scale, self.page_at = scale, page_at
        p = {k: v.detach().numpy().astype(np.float64) for k, v in net.state_dict().items()}
        unit, page_unit, last_unit = self._units(net, pages)
        row = p["row.weight"] / scale.deviation
        bias = p["row.bias"] - row @ scale.mean
        pad = np.zeros((WIDTH, page_at % 2))
        row = np.concatenate([row[:, :page_at], pad, row[:, page_at:], np.zeros((WIDTH, (row.shape[1] - page_at) % 2))], 1)
        flat = lambda w: w.transpose(0, 2, 1).reshape(WIDTH, -1)  # a block's units stand together
        last = p["last.weight"].copy()
        last[:, WIDTH:] *= page_unit / unit
        self.layers = [self._layer(row, bias, 1, unit, MOST_ROW_WEIGHT),
                       self._layer(flat(p["first.weight"]), p["first.bias"], unit, unit),
                       self._layer(flat(p["second.weight"]), p["second.bias"], unit, unit),
                       self._layer(p["page.weight"], p["page.bias"], unit, page_unit),
                       self._layer(last, p["last.bias"], unit, last_unit)]
        out = p["output.weight"][0]
        step = np.abs(out).max() / MOST_WEIGHT
        self.output = np.rint(out / step).astype(np.int16), np.float32(step * last_unit), np.float32(p["output.bias"][0])

    def _units(self, net, pages):
        """What one step of an activation stands for: between blocks, of the page, of the last layer."""
        most = [0, 0, 0]
        hooks = [net.page.register_forward_hook(lambda _, i, o: self._most(most, 0, i[0])),
                 net.last.register_forward_hook(lambda _, i, o: self._most(most, 1, i[0][..., WIDTH:])),
                 net.output.register_forward_hook(lambda _, i, o: self._most(most, 2, i[0]))]
        for page in pages:
            odds(net, self.scale, page["rows"])
        for hook in hooks:
            hook.remove()
        return [1.2 * m / MOST_ACTIVE for m in most]

    @staticmethod
    def _most(most, at, values):
        most[at] = max(most[at], float(values.max()))

    @staticmethod
    def _layer(weights, bias, unit_in, unit_out, limit=MOST_WEIGHT):
        step = np.abs(weights).max() / limit
        pairs = np.rint(weights / step).astype(np.int16).T.reshape(-1, 2, WIDTH).transpose(0, 2, 1)
        return pairs, np.rint(bias / (step * unit_in)).astype(np.int32), np.float32(step * unit_in / unit_out)

    def bytes(self):
        parts = [self.scale.low.tobytes(), self.scale.high.tobytes()]
        for weights, bias, factor in self.layers:
            parts += [weights.astype("<i2").tobytes(), bias.astype("<i4").tobytes(), struct.pack("<f", factor)]
        weights, factor, bias = self.output
        return b"".join([*parts, weights.astype("<i2").tobytes(), struct.pack("<ff", factor, bias)])

    def _dense(self, layer, inputs):
        weights, bias, factor = self.layers[layer]
        return inputs.astype(np.int64) @ weights.transpose(0, 2, 1).reshape(-1, WIDTH).astype(np.int64)[:inputs.shape[1]] + bias

    def _active(self, layer, sums):
        value = np.clip(sums.astype(np.float32) * self.layers[layer][2], 0, np.float32(MOST_ACTIVE))
        return (value + np.float32(.5)).astype(np.int64)

    def odds(self, rows):
        """As Network::Read computes them."""
        if len(rows) == 0:
            return np.zeros(0)
        held = self.scale.hold(rows).astype(np.int64)
        even = np.zeros((len(rows), self.page_at % 2), np.int64)
        t = self._active(0, self._dense(0, np.concatenate([held[:, :self.page_at], even, held[:, self.page_at:]], 1)))
        for layer in (1, 2):
            margin = np.pad(t, ((1, 1), (0, 0)))
            around = np.concatenate([margin[:-2], margin[1:-1], margin[2:]], 1)
            t = np.minimum(t + self._active(layer, self._dense(layer, around)), MOST_ACTIVE)
        whole = np.concatenate([t.sum(0) // len(t), t.max(0)])[None]
        page = self._active(3, self._dense(3, whole))
        last = self._active(4, self._dense(4, np.concatenate([t, np.repeat(page, len(t), 0)], 1)))
        weights, factor, bias = self.output
        return bias + factor * (last @ weights.astype(np.int64)).astype(np.float32)


def odds(net, scale, rows):
    if len(rows) == 0:
        return np.zeros(0)
    with torch.no_grad():
        return net(torch.from_numpy(scale.inputs(rows))[None], torch.ones(1, len(rows), 1))[0].numpy()
