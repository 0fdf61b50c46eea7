package dev.praxis.redaction;

/** How much more a redactor reads of a text that is twice as long. Work is counted, so that no busy machine changes it. */
final class WorkGrowth {

    private static final double MOST = 2.3;
    private static final int FEW = 16;
    private static final int MUCH = 100;
    private static final int LENGTH = 1 << 12;

    /** What a short text lets appear, a longer one must confirm. */
    private static final int LONG = 1 << 15;

    private WorkGrowth() {}

    /** Whether of a unit over and over twice as much is more than a little more than twice the work, and enough to tell. */
    static boolean isMoreThanLinear(Redactor redactor, String unit) {
        return grows(redactor, unit, LENGTH) && (grows(redactor, unit, LONG) || isCutShort(redactor, unit));
    }

    /** Whether a long text is not searched to its end, because far too much was read: then it does not grow any more. */
    private static boolean isCutShort(Redactor redactor, String unit) {
        return redactor.work(unit.repeat(LONG / unit.length())) > MUCH * (long) LONG;
    }

    private static boolean grows(Redactor redactor, String unit, int length) {
        String once = unit.repeat(length / unit.length() + 1).substring(0, length);
        long work = redactor.work(once + once);
        return work > MOST * redactor.work(once) && work > FEW * 2L * length;
    }
}
