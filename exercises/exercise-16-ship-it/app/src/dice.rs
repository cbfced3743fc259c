//! Dice notation: `3d6+2` is the sum of three six-sided dice and two.

use std::fmt;
use std::str::FromStr;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dice {
    pub count: u32,
    pub sides: u32,
    pub bonus: i32,
}

#[derive(Debug, PartialEq, Eq)]
pub struct BadDice(&'static str);

impl fmt::Display for BadDice {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str(self.0)
    }
}

impl FromStr for Dice {
    type Err = BadDice;

    fn from_str(text: &str) -> Result<Self, BadDice> {
        const FORM: BadDice = BadDice("dice are written like 3d6 or d20+4");
        let at = text.find(['+', '-']).unwrap_or(text.len());
        let (pool, bonus) = text.split_at(at);
        let (count, sides) = pool.split_once('d').ok_or(FORM)?;
        let dice = Dice {
            count: if count.is_empty() { 1 } else { count.parse().map_err(|_| FORM)? },
            sides: sides.parse().map_err(|_| FORM)?,
            bonus: if bonus.is_empty() { 0 } else { bonus.parse().map_err(|_| FORM)? },
        };
        match dice {
            Dice { count: 1..=100, sides: 2..=1000, bonus: -10_000..=10_000 } => Ok(dice),
            _ => Err(BadDice("1 to 100 dice with 2 to 1000 sides")),
        }
    }
}

impl Dice {
    /// Throws the dice; `random` gives a number below its argument.
    pub fn roll(&self, mut random: impl FnMut(u32) -> u32) -> i32 {
        let sum: u32 = (0..self.count).map(|_| random(self.sides) + 1).sum();
        sum as i32 + self.bonus
    }

    /// Returns each possible total with its probability, exactly up to rounding.
    pub fn odds(&self) -> Vec<(i32, f64)> {
        let sides = self.sides as usize;
        let mut chances = vec![1.0];
        for _ in 0..self.count {
            // a sliding sum: each total is reached from the last `sides` totals
            let mut next = vec![0.0; chances.len() + sides - 1];
            let mut window = 0.0;
            for (total, chance) in next.iter_mut().enumerate() {
                window += chances.get(total).unwrap_or(&0.0);
                if total >= sides {
                    window -= chances.get(total - sides).unwrap_or(&0.0);
                }
                *chance = window / self.sides as f64;
            }
            chances = next;
        }
        let least = self.count as i32 + self.bonus;
        chances.into_iter().enumerate().map(|(more, chance)| (least + more as i32, chance)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notation_is_understood() {
        assert_eq!("3d6+2".parse(), Ok(Dice { count: 3, sides: 6, bonus: 2 }));
        assert_eq!("d20-1".parse(), Ok(Dice { count: 1, sides: 20, bonus: -1 }));
        for nonsense in ["", "6", "0d6", "d", "3d1", "3d6+", "101d6", "x"] {
            assert!(nonsense.parse::<Dice>().is_err(), "{nonsense}");
        }
    }

    #[test]
    fn two_dice_show_seven_most_often() {
        let odds = "2d6".parse::<Dice>().unwrap().odds();
        let (total, chance) = odds.iter().copied().max_by(|a, b| a.1.total_cmp(&b.1)).unwrap();
        assert_eq!(total, 7);
        assert!((chance - 6.0 / 36.0).abs() < 1e-12);
        assert!((odds.iter().map(|(_, chance)| chance).sum::<f64>() - 1.0).abs() < 1e-9);
    }

    #[test]
    fn a_roll_stays_within_its_bounds() {
        let dice: Dice = "3d6+2".parse().unwrap();
        assert_eq!((dice.roll(|_| 0), dice.roll(|sides| sides - 1)), (5, 20));
    }
}
