package dev.praxis.audit.sink;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Deliveries that wait for their turn, bounded by how many lines they have. Guarded by the lock of the lane that they are in. */
final class Arrivals {

    /** How many lines may wait. With a deadline of seconds this is more than a log writes. */
    static final int MOST_WAITING = 20_000;

    private final Deque<Delivery> waiting = new ArrayDeque<>();
    private int lines;

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Puts a delivery behind the others; false if too many lines wait. */
    boolean add(Delivery delivery) {
        if (lines + delivery.lines().size() > MOST_WAITING) {
            return false;
        }
        lines += delivery.lines().size();
        waiting.addLast(delivery);
        return true;
    }

    /** Takes a delivery out of its turn; false if it does not wait any more. */
    boolean remove(Delivery delivery) {
        boolean waited = waiting.remove(delivery);
        lines -= waited ? delivery.lines().size() : 0;
        return waited;
    }

    /** The next deliveries with about so many lines together; at least one, if one waits. */
    List<Delivery> next(int most) {
        List<Delivery> together = new ArrayList<>();
        int taken = 0;
        while (!waiting.isEmpty() && (together.isEmpty() || taken < most)) {
            Delivery delivery = waiting.removeFirst();
            taken += delivery.lines().size();
            together.add(delivery);
        }
        lines -= taken;
        return together;
    }
}
