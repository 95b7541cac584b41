# LLaVA: image features take the places of the image tokens, then the text model runs.

def merge(self, ids: Tensor, images: List[Tensor]) -> Tensor:
    # ids (B, T), images each (tokens, C), in the order of their places
    x = self.embed(ids)
    if torch.len(images) > 0:
        places = torch.unsqueeze(torch.eq(ids, self.image_token), -1)  # (B, T, 1)
        x = torch.masked_scatter(x, places, torch.to(torch.cat(images, 0), x.dtype))
    return x

def set_weights(self, w: Dict[str, Tensor]) -> int:
    self.w = w
    return torch.len(w)

def add_weights(self, w: Dict[str, Tensor]) -> int:
    for name in w.keys():
        self.w[name] = w[name]
    return torch.len(self.w)

def remove_weights(self, prefix: str) -> int:
    kept = annotate(Dict[str, Tensor], {})
    for name in self.w.keys():
        if torch.ne(name[:torch.len(prefix)], prefix):
            kept[name] = self.w[name]
    self.w = kept
    return torch.len(kept)

def use_adapter(self, prefix: str) -> int:
    # Names of an adapter's weights start with its prefix; with no prefix, those of the adapter in training.
    self.adapter = prefix
    return torch.len(prefix)

def encode(self, pixels: Tensor) -> Tensor:
    return torch.squeeze(self.image_features(pixels), 0)  # (imageTokens, C)

def prefill(self, ids: Tensor, images: List[Tensor], keys: List[Tensor], values: List[Tensor], slot: int, pos: int) -> Tensor:
    x = self.merge(ids, images)  # (1, T, C)
    for i in range(self.text_layers):
        p = self.text_prefix + 'layers.' + str(i) + '.'
        x = self.prefill_layer(x, p, torch.select(keys[i], 0, slot), torch.select(values[i], 0, slot), pos)
    return torch.reshape(self.logits(torch.narrow(x, 1, torch.size(x, 1) - 1, 1)), [-1])  # (vocabulary)

def decode(self, ids: Tensor, at: Tensor, keys: List[Tensor], values: List[Tensor], slots: List[int], positions: List[int]) -> Tensor:
    x = self.embed(ids)  # (R, C)
    slot = torch.tensor(slots, dtype=at.dtype, device=at.device)
    for i in range(self.text_layers):
        x = self.decode_layer(x, self.text_prefix + 'layers.' + str(i) + '.', (keys[i], values[i]), slots, positions, at, slot)
    return self.logits(x)  # (R, vocabulary)

def copy_prefix(self, keys: List[Tensor], values: List[Tensor], source: int, target: int, length: int) -> int:
    for cache in [keys, values]:
        for t in cache:
            torch.copy_(torch.narrow(torch.select(t, 0, target), 1, 0, length), torch.narrow(torch.select(t, 0, source), 1, 0, length))
    return length

def empty_cache(self, like: Tensor, shape: List[int]) -> Tensor:
    return torch.zeros(shape, dtype=self.compute_type, device=like.device)

def to_type(self, x: Tensor, scalar_type: int) -> Tensor:
    return torch.to(x, scalar_type)

def is_finite(self, x: Tensor) -> int:
    low, high = torch.aminmax(x)
    return int(torch.logical_and(torch.isfinite(low), torch.isfinite(high)))

def as_bf16(self, x: Tensor) -> Tensor:
    # Reinterprets the bits of an f16 tensor.
    return torch.view_copy(x, dtype=15)

def hidden(self, ids: Tensor, pixels: Tensor) -> Tensor:
    # Whole sequences without a cache, for training and scoring. ids (B, T), pixels (I, 3, h, w), I >= 0
    images = annotate(List[Tensor], [])
    if torch.size(pixels, 0) > 0:
        images.append(torch.flatten(self.image_features(pixels), 0, 1))
    x = self.merge(ids, images)
    T = torch.size(ids, 1)
    cos = torch.to(torch.narrow(self.w['rotary.cos'], 0, 0, T), x.dtype)
    sin = torch.to(torch.narrow(self.w['rotary.sin'], 0, 0, T), x.dtype)
    for i in range(self.text_layers):
        x = self.text_layer(x, self.text_prefix + 'layers.' + str(i) + '.', cos, sin, None)
    return x  # (B, T, C)

def sequence_logits(self, ids: Tensor, pixels: Tensor) -> Tensor:
    return self.logits(self.hidden(ids, pixels))  # (B, T, vocabulary)
