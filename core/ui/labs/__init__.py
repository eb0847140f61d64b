"""What every lab page is made of: stories, knobs, player, trainer, equations, code, exercise."""
