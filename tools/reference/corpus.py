"""English written for training the small tokenizers; nothing but its letter statistics matters."""

SENTENCES = """
The picture shows a red circle to the left of a small blue square.
There are three green triangles above the yellow star, and one of them is large.
What colour is the shape that stands between the two circles?
How many squares can you see in this image? Count them one by one.
The largest shape is the purple hexagon; it covers part of the orange ring.
Think step by step, then write the final answer between two marks.
Is there a triangle in the upper right corner of the picture? No, there is none.
The answer is the second option, because the blue square is below the circle.
Look at the image again and check whether the answer takes in the whole scene.
I see a grey background with some noise, and five shapes that overlap a little.
Which of the options describes the scene best? Choose one letter.
First I count the circles, then I compare their sizes, and then I answer.
The small star is nearer to the edge than the large one, so the answer is false.
Describe the image in one sentence and name every colour that you find in it.
My first answer was wrong: the shape on the right is not red but orange.
The question asks for the number of shapes that are not blue; there are four.
Nothing in this picture is larger than the white square in the middle.
Please improve the answer above; keep what is right and mend what is not.
A person stands by the window while the cat is sleeping on the wooden table.
The train leaves the station at nine, and the children are waving to it.
Two birds were sitting on the wire when the rain began to fall on the street.
Over the hills the morning light was turning from grey into gold and then white.
""".strip().splitlines()
