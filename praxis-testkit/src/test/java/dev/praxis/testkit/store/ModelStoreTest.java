package dev.praxis.testkit.store;

/** The reference store stands the contract that it is the reference of. */
class ModelStoreTest extends StoreTck {

    @Override
    protected StoreFixture newFixture() {
        return new ModelFixture();
    }
}
