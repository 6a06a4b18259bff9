/**
 * From a stream of wheel events to page turns: one for each notch of a wheel, one for each push on a touchpad,
 * and none for the momentum that follows a push.
 */

/** Milliseconds without an event after which the next begins a new push. */
const pause = 200;
/** Momentum comes with every frame; the notches of a wheel lie further apart. */
const frames = 30;
/** Pixels: less is a trembling hand. */
const least = 4;
/** Milliseconds from one turn to the next within a stream: a push has its own acceleration at the beginning. */
const rest = 300;

export interface WheelState {
  time: number;
  amount: number;
  /** The strongest event since the last pause. */
  peak: number;
  turned: number;
}

export const atRest: WheelState = {
  time: Number.NEGATIVE_INFINITY,
  amount: 0,
  peak: 0,
  turned: Number.NEGATIVE_INFINITY,
};

/**
 * @param amount pixels, positive to read on
 * @param time milliseconds
 * @returns the state to hand in next, and which way to turn, if at all
 */
export function wheel(
  state: WheelState,
  amount: number,
  time: number,
): { state: WheelState; turn: -1 | 0 | 1 } {
  const gap = time - state.time;
  const isNew = gap >= pause || Math.sign(amount) !== Math.sign(state.amount);
  const strength = Math.abs(amount);
  const peak = isNew ? strength : Math.max(strength, state.peak);
  const isNotch = gap >= frames && strength >= 0.8 * state.peak;
  const isPushedAgain = strength > 1.5 * Math.abs(state.amount) + least && time - state.turned >= rest;
  const turns = strength >= least && (isNew || isNotch || isPushedAgain);
  const turn = turns ? (amount > 0 ? 1 : -1) : 0;
  return { state: { time, amount, peak, turned: turns ? time : state.turned }, turn };
}
