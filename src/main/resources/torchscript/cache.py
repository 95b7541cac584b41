# The key-value cache: a pair of tensors a layer, (slots, K, maxLength, D).

def empty_cache(self, like: Tensor, shape: List[int]) -> Tensor:
    return torch.zeros(shape, dtype=self.compute_type, device=like.device)

def copy_prefix(self, keys: List[Tensor], values: List[Tensor], source: int, target: int, length: int) -> int:
    for cache in [keys, values]:
        for t in cache:
            torch.copy_(torch.narrow(torch.select(t, 0, target), 1, 0, length), torch.narrow(torch.select(t, 0, source), 1, 0, length))
    return length

def write_rows(self, cache: Tensor, rows: Tensor, slots: Tensor, at: Tensor) -> Tensor:
    # rows (R, K, D) into cache (slots, K, maxLength, D): one of a slot, at its position. Rows beyond the slots are padding.
    n = torch.size(slots, 0)
    places = annotate(List[Optional[Tensor]], [slots, torch.narrow(at, 0, 0, n)])
    return torch.index_put_(torch.transpose(cache, 1, 2), places, torch.narrow(rows, 0, 0, n))

def cached(self, cache: Tensor, slot: int, S: int) -> Tensor:
    return torch.narrow(torch.narrow(cache, 0, slot, 1), 2, 0, S)  # (1, K, S, D)

def attend_rows(self, q: Tensor, cache: Tuple[Tensor, Tensor], slots: List[int], positions: List[int]) -> Tensor:
    # q (R, H, D): each row attends to its own slot at its own length, so that no row's result depends
    # on which others are in the batch. The loop is the cost of a step, so it does as little as it can.
    keys = cache[0]
    values = cache[1]
    q = torch.reshape(q, [torch.size(q, 0), torch.size(keys, 1), -1, torch.size(q, 2)])  # (R, K, H / K, D)
    out = annotate(List[Tensor], [])
    for i in range(torch.len(slots)):
        S = positions[i] + 1
        row = torch.narrow(q, 0, i, 1)
        out.append(torch.scaled_dot_product_attention(row, self.cached(keys, slots[i], S), self.cached(values, slots[i], S), None, 0., False))
    out.append(torch.narrow(q, 0, torch.len(slots), torch.size(q, 0) - torch.len(slots)))
    return torch.flatten(torch.cat(out, 0), 1)  # (R, H x D)
