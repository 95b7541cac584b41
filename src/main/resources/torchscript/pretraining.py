# Supervised fine-tuning of the whole model on fixed-size pictures. Shapes as in vision.py and decoder.py.

def hidden(self, ids: Tensor, pixels: Tensor) -> Tensor:
    # Whole sequences without a cache, for training and scoring. ids (B, T), pixels (I, 3, h, w), I >= 0
    images = annotate(List[Tensor], [])
    if torch.size(pixels, 0) > 0:
        images.append(torch.flatten(self.image_features(pixels), 0, 1))
    x = self.merge(ids, images)
    rotary = self.rotary_at(torch.unsqueeze(torch.arange(torch.size(ids, 1), device=ids.device), 0), x)
    mask = annotate(Optional[Tensor], None)
    if self.pictures_both_ways:
        at = torch.arange(torch.size(ids, 1), device=ids.device)
        before = torch.ge(torch.unsqueeze(at, 1), at)  # (T, T)
        mask = torch.unsqueeze(torch.__or__(before, self.overlay(ids)), 1)  # (B, 1, T, T)
    for i in range(self.text_layers):
        x = self.text_layer(x, self.text_prefix + 'layers.' + str(i) + '.', rotary, mask)
    return x  # (B, T, C)

def sequence_logits(self, ids: Tensor, pixels: Tensor) -> Tensor:
    return self.logits(self.hidden(ids, pixels))  # (B, T, vocabulary)

def sft_loss(self, ids: Tensor, pixels: Tensor, labels: Tensor) -> Tensor:
    # Mean cross-entropy over the positions whose label, shifted already, is not -100. labels (B, T)
    x = self.hidden(ids, pixels)
    flat = torch.reshape(labels, [-1])
    learned = torch.squeeze(torch.nonzero(torch.ne(flat, -100)), 1)
    x = torch.index_select(torch.reshape(x, [-1, torch.size(x, 2)]), 0, learned)
    return torch.cross_entropy_loss(self.logits(x), torch.index_select(flat, 0, learned))

def alignment_loss(self, pixels: Tensor, labels: Tensor, words: Tensor, rivals: Tensor) -> Tensor:
    # Each image token, read by the text model's head as it is, names what its patch shows: one of
    # words (W) for every aspect. rivals (A, W) is 0 where a word competes for an aspect, else -inf;
    # labels (I, N, A) are places in words. The text model is what the tower learns to speak to: it
    # stays as it is.
    x = self.image_features(pixels)
    norm = torch.detach(self.cast(self.text_prefix + 'norm.weight', x)) + self.text_norm_offset
    h = torch.rms_norm(x, [torch.size(x, -1)], norm, self.text_eps)
    head = torch.detach(torch.index_select(self.head(h), 0, words))
    said = torch.to(torch.linear(h, head), 6)  # (I, N, W)
    said = torch.log_softmax(torch.unsqueeze(said, 2) + rivals, -1)  # (I, N, A, W)
    return torch.neg(torch.mean(torch.gather(said, -1, torch.unsqueeze(labels, -1))))

def touch(self, zero: Tensor) -> Tensor:
    # Its gradient is zero for every weight: a batch without pictures then leaves none undefined.
    total = zero
    for name in self.w.keys():
        total = total + torch.sum(self.w[name]) * zero
    return total
