# CLIP and SigLIP vision towers. Shapes: I images, N tokens (patches, CLIP's class token before them),
# C hidden, H heads. Weights go by their canonical names.

def patches(self, pixels: Tensor) -> Tensor:
    # A convolution whose stride is its kernel, written as one matrix product.
    p = self.patch_size
    I = torch.size(pixels, 0)
    h = torch.size(pixels, 2) // p
    v = torch.size(pixels, 3) // p
    x = torch.narrow(torch.narrow(pixels, 2, 0, h * p), 3, 0, v * p)
    x = torch.permute(torch.reshape(x, [I, 3, h, p, v, p]), [0, 2, 4, 1, 3, 5])  # (I, h, v, 3, p, p)
    x = torch.reshape(x, [I, h * v, 3 * p * p])
    name = self.vision_prefix + 'embeddings.patch_embedding.'
    weight = torch.reshape(self.cast(name + 'weight', x), [-1, 3 * p * p])
    y = torch.linear(x, weight)
    if torch.__contains__(self.w, name + 'bias'):
        y = y + self.cast(name + 'bias', x)
    return y  # (I, N, C)

def vision_embeddings(self, pixels: Tensor) -> Tensor:
    x = self.patches(pixels)
    name = self.vision_prefix + 'embeddings.'
    if self.vision_kind == 'clip':
        token = self.cast(name + 'class_embedding', x)
        token = torch.expand(torch.reshape(token, [1, 1, -1]), [torch.size(x, 0), 1, torch.size(x, 2)])
        x = torch.cat([token, x], 1)
    x = x + self.cast(name + 'position_embedding.weight', x)
    if self.vision_kind == 'clip':
        x = self.layer_norm(x, self.vision_prefix + 'pre_layrnorm', self.vision_eps)
    return x  # (I, N, C)

def vision_heads_of(self, x: Tensor) -> Tensor:
    shape = [torch.size(x, 0), torch.size(x, 1), self.vision_heads, -1]
    return torch.transpose(torch.reshape(x, shape), 1, 2)  # (I, H, N, C / H)

def vision_layer(self, x: Tensor, p: str) -> Tensor:
    h = self.layer_norm(x, p + 'layer_norm1', self.vision_eps)
    q = self.vision_heads_of(self.dense(h, p + 'self_attn.q_proj'))
    k = self.vision_heads_of(self.dense(h, p + 'self_attn.k_proj'))
    v = self.vision_heads_of(self.dense(h, p + 'self_attn.v_proj'))
    a = torch.scaled_dot_product_attention(q, k, v, None, 0., False)
    a = torch.reshape(torch.transpose(a, 1, 2), [torch.size(x, 0), torch.size(x, 1), torch.size(x, 2)])
    x = x + self.dense(a, p + 'self_attn.out_proj')
    h = self.layer_norm(x, p + 'layer_norm2', self.vision_eps)
    h = self.activation(self.dense(h, p + 'mlp.fc1'), self.vision_activation)
    return x + self.dense(h, p + 'mlp.fc2')

def vision_states(self, pixels: Tensor) -> List[Tensor]:
    # All hidden states: the embeddings, then the output of each layer.
    x = self.vision_embeddings(pixels)
    states = [x]
    for i in range(self.vision_layers):
        x = self.vision_layer(x, self.vision_prefix + 'encoder.layers.' + str(i) + '.')
        states.append(x)
    return states

def tower(self, pixels: Tensor) -> Tensor:
    # (I, 3, height, width) to (I, N, C x layers read)
    states = self.vision_states(torch.to(pixels, self.compute_type))
    if self.vision_final_norm:
        last = torch.len(states) - 1
        states[last] = self.layer_norm(states[last], self.vision_prefix + 'post_layernorm', self.vision_eps)
    chosen = annotate(List[Tensor], [])
    for layer in self.feature_layers:
        state = states[layer]
        if self.drop_class_token:
            state = torch.narrow(state, 1, 1, torch.size(state, 1) - 1)
        chosen.append(state)
    return torch.cat(chosen, -1)

def image_features(self, pixels: Tensor) -> Tensor:
    return self.connect(self.tower(pixels))  # (I, 3, height, width) to (I, tokens, hidden)

def encode(self, inputs: List[Tensor]) -> Tensor:
    # One picture, or its I parts: inputs [(I, 3, height, width)] to (I x tokens, hidden)
    return torch.flatten(self.image_features(inputs[0]), 0, 1)
