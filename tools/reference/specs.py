"""What each random checkpoint is: one entry a checkpoint, read by every script here.

Together they cover CLIP and SigLIP towers, grouped and plain attention, tied and untied
embeddings, the projector forms, the key layouts, the weight types, the rotary scalings, the
feature layers and strategies, and the ways in which a preprocessor can be configured.
"""

import dataclasses
import pathlib

HERE = pathlib.Path(__file__).parent

CLIP_MEAN = [0.48145466, 0.4578275, 0.40821073]
CLIP_STD = [0.26862954, 0.26130258, 0.27577711]
HALF = [0.5, 0.5, 0.5]

FAMILIES = {
    "llava15": {
        "bos": "<s>", "eos": "</s>", "pad": "<pad>",
        "special": ["<pad>", "<s>", "</s>", "<image>"],
        "adds_bos": True, "style": "metaspace",
    },
    "chatml": {
        "bos": None, "eos": "<|im_end|>", "pad": "<|endoftext|>",
        "special": ["<|endoftext|>", "<|im_start|>", "<|im_end|>", "<image>"],
        "adds_bos": False, "style": "gpt2",
    },
    "llama3": {
        "bos": "<|begin_of_text|>", "eos": "<|eot_id|>", "pad": "<|end_of_text|>",
        "special": ["<|begin_of_text|>", "<|end_of_text|>", "<|start_header_id|>",
                    "<|end_header_id|>", "<|eot_id|>", "<image>"],
        "adds_bos": True, "style": "llama3",
    },
    "tiny": {
        "bos": None, "eos": "<|end|>", "pad": "<pad>",
        "special": ["<pad>", "<|end|>", "<|system|>", "<|user|>", "<|assistant|>", "<image>"],
        "adds_bos": False, "style": "gpt2",
    },
}


def template(family):
    return (HERE / "templates" / f"{family}.jinja").read_text()


@dataclasses.dataclass(frozen=True)
class Spec:
    """One checkpoint. `layout`: 'hub' (language_model.model.), 'nested' (model.language_model.)
    or 'saved' (what this transformers version writes). `projector`: 'mlp' (two layers),
    'linear' (linear_1 alone) or 'two-linear' (two layers, no activation)."""

    name: str
    seed: int
    tower: str
    image_size: int
    patch_size: int
    layer: object
    strategy: str
    layout: str
    family: str
    preprocessor: dict
    heads: int = 4
    kv_heads: int = 4
    head_dim: int = 8
    tied: bool = False
    projector: str = "mlp"
    projector_bias: bool = True
    rope: dict = dataclasses.field(default_factory=dict)
    dtype: str = "float32"
    sharded: bool = False
    vision: dict = dataclasses.field(default_factory=dict)
    text: dict = dataclasses.field(default_factory=dict)
    vocabulary: int = 384
    padded_vocabulary: int = 384
    template_file: str = "chat_template.jinja"

    @property
    def patches(self):
        return (self.image_size // self.patch_size) ** 2

    @property
    def class_tokens(self):
        return 1 if self.tower == "clip" else 0

    @property
    def image_tokens(self):
        return self.patches + self.class_tokens - (1 if self.strategy == "default" else 0)


SPECS = [
    # The plainest: LLaVA-1.5 in small, as the hub's first checkpoints are written.
    Spec("clip-mha-untied", 3, "clip", 30, 6, -2, "default", "hub", "llava15",
         {"size": {"shortest_edge": 30}, "crop_size": {"height": 30, "width": 30}},
         padded_vocabulary=400),
    # Pixels beyond the last whole patch (32 = 5 * 6 + 2), a real crop, llama3 rotary scaling.
    Spec("clip-gqa-tied", 4, "clip", 32, 6, -1, "full", "nested", "llama3",
         {"size": {"shortest_edge": 37}, "crop_size": {"height": 32, "width": 32}},
         kv_heads=2, tied=True,
         rope={"rope_parameters": {"rope_type": "llama3", "rope_theta": 10000.0, "factor": 8.0,
                                   "low_freq_factor": 1.0, "high_freq_factor": 4.0,
                                   "original_max_position_embeddings": 64}}),
    # Square resize, the tower's pooling head in the file, linear rotary scaling in the old words.
    Spec("siglip-mha-tied", 6, "siglip", 28, 7, -1, "full", "saved", "chatml",
         {"size": {"height": 28, "width": 28}},
         tied=True, rope={"rope_theta": 10000.0,
                          "rope_scaling": {"type": "linear", "factor": 2.5}},
         vision={"vision_use_head": True}),
    # The linear projector: linear_1 and no linear_2; heads whose width is not hidden / heads.
    Spec("siglip-gqa-untied-linear", 7, "siglip", 27, 8, -2, "full", "nested", "tiny",
         {"size": {"height": 27, "width": 27}},
         kv_heads=2, head_dim=12, projector="linear", template_file="chat_template.json"),
    # Several feature layers side by side, no projector bias, shards with an index, a crop that
    # is larger than the resized picture and so padded unevenly.
    Spec("clip-mqa-layers-sharded", 6, "clip", 30, 6, [-2, -1], "default", "hub", "llama3",
         {"size": {"shortest_edge": 25}, "crop_size": {"height": 30, "width": 30}},
         kv_heads=1, projector_bias=False, sharded=True,
         rope={"rope_theta": 500000.0}),
    # bf16; strategy default on a tower without class token drops its first patch.
    Spec("siglip-layers-bf16", 9, "siglip", 28, 7, [1, -1], "default", "nested", "chatml",
         {"size": {"height": 28, "width": 28}},
         kv_heads=2, projector="two-linear", dtype="bfloat16"),
    # f16; sizes as plain numbers, bilinear, another rescale factor, erf GELU, biases in the text model.
    Spec("clip-gqa-f16", 9, "clip", 24, 6, 2, "default", "saved", "tiny",
         {"size": 24, "crop_size": 24, "resample": 2, "rescale_factor": 0.0078431372549},
         kv_heads=2, dtype="float16", template_file="tokenizer_config.json", vision={"hidden_act": "gelu"},
         text={"attention_bias": True, "mlp_bias": True}),
]
